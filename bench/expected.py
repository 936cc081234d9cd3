"""What the list of expected results and the radar cost a province of 300 units, on both engines."""

from ground import on_both_engines

if __name__ == "__main__":
    on_both_engines("ground.expected")
