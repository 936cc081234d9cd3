"""What a check, a save, a submit, a registration and a queue page cost, on both engines."""

from ground import on_both_engines

if __name__ == "__main__":
    on_both_engines("ground.desks")
