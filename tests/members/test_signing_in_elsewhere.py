"""A municipality's own sign-in (OpenID Connect), switched on by settings; here a small one of our own answers."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from community.members import actions
from community.members.models import User

pytestmark = pytest.mark.django_db

LOGIN = "/en/accounts/oidc/town/login/"


class Town(BaseHTTPRequestHandler):
    """Discovery, token and user information of one citizen."""

    citizen: dict = {}

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"
        self.answer(
            self.citizen
            if self.path == "/userinfo"
            else {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "userinfo_endpoint": f"{base}/userinfo",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "secret", "token_type": "Bearer"})

    def answer(self, data: dict) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def town(settings):
    server = HTTPServer(("127.0.0.1", 0), Town)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app = {
        "provider_id": "town",
        "name": "Town hall",
        "client_id": "locer",
        "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    Town.citizen = {"sub": "citizen-7", "email": "obywatel@example.org", "email_verified": True, "name": "Jan Legal"}
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def come_in(client):
    leaving = client.post(LOGIN)
    state = parse_qs(urlsplit(leaving.headers["Location"]).query)["state"][0]
    return client.get(f"{LOGIN}callback/?code=abc&state={state}")


def test_without_settings_there_is_no_such_way(stranger_client):
    assert "Sign in with" not in stranger_client.get("/en/accounts/login/").content.decode().replace(
        "Sign in with a pass", ""
    )
    assert stranger_client.post(LOGIN).status_code == 404


def test_the_town_hall_is_offered_and_leads_out_by_a_post(town, stranger_client):
    assert "Sign in with Town hall" in stranger_client.get("/en/accounts/login/").content.decode()
    assert stranger_client.get(LOGIN).status_code == 200
    leaving = stranger_client.post(LOGIN)
    assert leaving.headers["Location"].startswith(f"http://127.0.0.1:{town.server_port}/authorize?")


def test_a_citizen_gets_an_account_without_their_legal_name(town, stranger_client):
    come_in(stranger_client)
    user = User.objects.get(email="obywatel@example.org")
    assert stranger_client.session["_auth_user_id"] == str(user.pk)
    assert (user.display_name, user.has_usable_password()) == ("", False)
    assert user.handle.startswith("m-")
    assert user.emailaddress_set.get().verified


def test_the_same_citizen_comes_back_to_the_same_account(town, stranger_client, client):
    come_in(stranger_client)
    come_in(client)
    assert User.objects.count() == 1
    assert client.session["_auth_user_id"] == stranger_client.session["_auth_user_id"]


def test_an_unconfirmed_address_is_confirmed_by_a_code_first(town, stranger_client):
    Town.citizen = Town.citizen | {"email_verified": False}
    answer = come_in(stranger_client)
    assert "_auth_user_id" not in stranger_client.session
    assert answer.headers["Location"] == "/en/accounts/confirm-email/"


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_alone_never_opens_somebody_elses_account(town, stranger_client, verified):
    Town.citizen = Town.citizen | {"email_verified": verified}
    owner = actions.open_account(email="obywatel@example.org", language="en", at=timezone.now())
    come_in(stranger_client)
    assert "_auth_user_id" not in stranger_client.session
    assert not owner.socialaccount_set.exists()


def test_a_forged_answer_signs_nobody_in(town, stranger_client):
    answer = stranger_client.get(f"{LOGIN}callback/?code=abc&state=guessed")
    assert answer.status_code == 401
    assert not User.objects.exists()
