from pathlib import Path

import pytest

from kedeng.project import environment as env

HOME = Path("/var/lib/kedeng")


def test_database_without_url_is_the_file_at_home() -> None:
    assert env.database("", HOME)["NAME"] == HOME / "kedeng.sqlite3"


@pytest.mark.parametrize(
    ("url", "file"), [("sqlite:///a.db", "a.db"), ("sqlite:////srv/a%20b.db", "/srv/a b.db")]
)
def test_sqlite_url_names_a_file(url, file) -> None:
    assert env.database(url, HOME)["NAME"] == Path(file)


def test_sqlite_begins_transactions_immediate() -> None:
    assert env.database("", HOME)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgres_url_is_taken_apart() -> None:
    entry = env.database("postgres://ke:p%40ss@db.example:5433/deng?sslmode=require", HOME)
    wanted = {
        "NAME": "deng",
        "USER": "ke",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }
    assert {key: entry[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    "url",
    ["postgres:///deng?host=/run/postgresql", "postgres://%2Frun%2Fpostgresql/deng"],
)
def test_postgres_socket_folder_is_the_host(url) -> None:
    assert env.database(url, HOME)["HOST"] == "/run/postgresql"


def test_pool_replaces_persistent_connections() -> None:
    entry = env.database("postgres:///deng?pool=12", HOME)
    assert (entry["CONN_MAX_AGE"], entry["OPTIONS"]["pool"]["max_size"]) == (0, 12)


def test_unknown_scheme_is_named() -> None:
    with pytest.raises(env.SettingError, match="mysql"):
        env.database("mysql://x/y", HOME)


def test_unclear_flag_is_refused(monkeypatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(env.SettingError, match="DEBUG"):
        env.flag("DEBUG")


def test_secret_key_is_made_once_and_kept(monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = env.secret_key(tmp_path)
    assert (env.secret_key(tmp_path), (tmp_path / "secret_key").stat().st_mode & 0o077) == (
        first,
        0,
    )


def test_secret_key_from_environment_leaves_no_file(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("SECRET_KEY", "given")
    assert (env.secret_key(tmp_path), list(tmp_path.iterdir())) == ("given", [])


# ── mail, numbers, choices ───────────────────────────────────────────────────────────────────────


def test_a_mail_url_names_server_name_and_password():
    found = env.mail("smtps://kedeng%40example.org:a%2Fb@mail.example.org")
    assert found == {
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 465,
        "EMAIL_HOST_USER": "kedeng@example.org",
        "EMAIL_HOST_PASSWORD": "a/b",
        "EMAIL_USE_SSL": True,
        "EMAIL_USE_TLS": False,
        "EMAIL_TIMEOUT": 15,
    }


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("smtp://mail", 25, False),
        ("smtp+tls://mail", 587, True),
        ("smtp+tls://mail:2525", 2525, True),
    ],
)
def test_a_mail_url_says_how_it_is_encrypted(url, port, tls):
    found = env.mail(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (
        port,
        tls,
        False,
    )


def test_no_mail_url_means_no_mail():
    assert env.mail("")["EMAIL_HOST"] == ""


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail", "smtp://"])
def test_a_mail_url_that_is_none_is_named(url):
    with pytest.raises(env.SettingError, match="MAIL_URL"):
        env.mail(url)


def test_files_lie_in_a_folder_where_no_url_says_otherwise():
    assert env.files("") == {"BACKEND": "kedeng.apps.files.stores.FolderStore"}


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("s3://k%3Aey:se%2Fcret@s3.example/kedeng", "https://s3.example"),
        ("s3+http://k%3Aey:se%2Fcret@10.0.0.5:9000/kedeng/", "http://10.0.0.5:9000"),
    ],
)
def test_a_files_url_names_a_bucket(url, endpoint):
    options = env.files(url)["OPTIONS"]
    assert options == {
        "access_key": "k:ey",
        "secret_key": "se/cret",
        "bucket_name": "kedeng",
        "endpoint_url": endpoint,
        "region_name": "us-east-1",
        "verify": None,
        "client_config": env.BOTO,
    }


@pytest.mark.parametrize(
    "url",
    [
        "s3://host/bucket",
        "s3://key@host/bucket",
        "s3://key:secret@host",
        "s3://key:secret@host/bucket/folder",
        "ftp://key:secret@host/bucket",
        "s3://key:secret@host/bucket?acl=public",
    ],
)
def test_a_files_url_that_is_none_is_named(url):
    with pytest.raises(env.SettingError, match="FILES_URL"):
        env.files(url)


@pytest.mark.parametrize("value", ["0", "31", "seven", "-1", "７"])
def test_days_out_of_bounds_are_named(value, monkeypatch):
    monkeypatch.setenv("ACTIVATION_DAYS", value)
    with pytest.raises(env.SettingError, match="ACTIVATION_DAYS must be a number from 1"):
        env.number("ACTIVATION_DAYS", 7, least=1, most=30)


def test_a_choice_that_there_is_not_is_named(monkeypatch):
    monkeypatch.setenv("PASSWORD_POLICY", "strict")
    with pytest.raises(env.SettingError, match="PASSWORD_POLICY must be one of"):
        env.choice("PASSWORD_POLICY", "", "modern", "dengbao")


# ── portals ──────────────────────────────────────────────────────────────────────────────────────

GANSU = {
    "OIDC_PORTALS": "gansu",
    "OIDC_GANSU_LABEL": "甘肃政务服务网",
    "OIDC_GANSU_ISSUER": "https://id.gansu.example",
    "OIDC_GANSU_CLIENT_ID": "kedeng",
    "OIDC_GANSU_CLIENT_SECRET": "geheim",
}


@pytest.fixture
def gansu(monkeypatch):
    for name, value in GANSU.items():
        monkeypatch.setenv(name, value)


def test_a_portal_is_described_by_its_variables(gansu):
    assert env.portals() == [
        {
            "key": "gansu",
            "label": "甘肃政务服务网",
            "issuer": "https://id.gansu.example",
            "client_id": "kedeng",
            "client_secret": "geheim",
            "asks_second_factor": False,
        }
    ]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("OIDC_GANSU_ISSUER", "http://id.gansu.example", "OIDC_GANSU_ISSUER must begin with https"),
        ("OIDC_GANSU_CLIENT_SECRET", "", "OIDC_GANSU_CLIENT_SECRET is missing"),
        ("OIDC_PORTALS", "Gan su", "OIDC_PORTALS: a key has a-z, 0-9 and -"),
    ],
)
def test_a_portal_that_is_not_safe_or_not_whole_is_refused(gansu, monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(env.SettingError, match=said):
        env.portals()
