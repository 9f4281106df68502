"""The compose file keeps its promises: who runs as whom, what is open, what is demanded."""

import pytest

from tests.production.installation import ROOT, Unset, compose_file, interpolated

OURS = ["migrate", "web", "worker", "beat"]
SECRETS = {
    "DOMAIN": "mentoring.example.org",
    "SECRET_KEY": "secret",
    "POSTGRES_PASSWORD": "secret",
    "REDIS_PASSWORD": "secret",
}


@pytest.fixture
def services():
    return interpolated(compose_file(), SECRETS)["services"]


def test_there_are_exactly_these_services(services):
    assert set(services) == {"database", "redis", "proxy", *OURS}


@pytest.mark.parametrize("service", OURS)
def test_our_programs_run_as_nobody_in_particular_and_write_only_their_data(services, service):
    said = services[service]

    assert said["user"] == "10001:10001"
    assert said["read_only"] is True
    assert said["cap_drop"] == ["ALL"]
    assert said["security_opt"] == ["no-new-privileges:true"]
    assert said["volumes"] == ["media:/var/lib/mentoring"]
    assert "useradd --system --uid 10001" in (ROOT / "Dockerfile").read_text()


def test_only_the_proxy_is_open_to_the_world(services):
    assert [name for name, said in services.items() if "ports" in said] == ["proxy"]
    assert services["database"]["networks"] == services["redis"]["networks"] == ["inside"]
    assert compose_file()["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_that_is_not_set_stops_the_start(name):
    without = {key: value for key, value in SECRETS.items() if key != name}

    with pytest.raises(Unset, match=name):
        interpolated(compose_file(), without)


def test_nothing_secret_is_written_in_the_file():
    environment = interpolated(compose_file(), {**SECRETS, "SECRET_KEY": "changed"})
    web = environment["services"]["web"]["environment"]

    assert web["SECRET_KEY"] == "changed"
    assert "secret" in web["DATABASE_URL"]
    assert "secret" in web["REDIS_URL"]


@pytest.mark.parametrize("service", ["database", "redis", "web", "worker", "beat", "proxy"])
def test_every_service_that_stays_is_restarted_and_watched(services, service):
    assert services[service]["restart"] == "unless-stopped"
    assert services[service]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


def test_the_database_is_migrated_once_before_anybody_uses_it(services):
    assert services["migrate"]["restart"] == "no"
    for service in ["web", "worker", "beat"]:
        condition = services[service]["depends_on"]["migrate"]["condition"]
        assert condition == "service_completed_successfully"


def test_redis_keeps_what_it_has_said_yes_to(services):
    command = " ".join(services["redis"]["command"])

    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command
    assert "--requirepass secret" in command


def test_the_example_of_the_environment_names_every_variable_that_is_demanded():
    example = (ROOT / "deploy" / "environment.example").read_text()

    assert all(f"\n{name}=" in example for name in SECRETS)


def test_the_proxy_knows_the_web_service_and_shows_a_page_while_it_is_away(services):
    caddyfile = (ROOT / "deploy" / "Caddyfile").read_text()

    assert "reverse_proxy web:8000" in caddyfile
    assert "--bind=0.0.0.0:8000" in services["web"]["command"]
    assert (ROOT / "deploy" / "away.html").exists()
