"""python -m app: migrate, fill when empty, serve, run the worker; ends all when one dies.

``python -m app worker`` is one worker alone, for installations of several machines.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import select

from app import create_app
from app.accounts.models import OneTimeToken
from app.accounts.services import first_administrator_link
from app.core.config import DEFAULT_SECRET, ROOT, Config, ConfigError, MailTransport, new_secret
from app.core.database_roles import prepare_roles
from app.core.db import db
from app.core.erasures import replay_erasures
from app.core.organisation import organisation
from app.core.post import mail_folder
from app.core.supervisor import Children
from app.core.transactions import transaction
from app.core.vault.store import keystore
from app.core.vault.upkeep import prepare_keystore
from app.core.worker import run_worker
from app.demo.cast import CAST
from app.demo.services import build_company
from app.people.models import Person
from app.people.queries import has_administrator


def main(words: Sequence[str]) -> int:
    """Run the command; the exit code."""
    arguments = parse(words)
    try:
        config = settle_settings(arguments)
        if arguments.command == "serve":
            return serve(config, is_empty_wanted=arguments.empty)
        run_worker(create_app(config), periodic=not arguments.no_periodic)
    except ConfigError as error:
        return say_no(str(error))
    return 0


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m app", description="Serve Ithaca and its worker.")
    parser.add_argument("command", nargs="?", choices=("serve", "worker"), default="serve", help="default: serve")
    parser.add_argument("--empty", action="store_true", help="begin without the demonstration company")
    parser.add_argument("--host", help="address to listen on (ITHACA_HOST)")
    parser.add_argument("--port", type=int, help="port to listen on (ITHACA_PORT)")
    parser.add_argument("--no-periodic", action="store_true", help="worker: leave the minute’s work to another one")
    return parser.parse_args(words)


def settle_settings(arguments: argparse.Namespace) -> Config:
    """The settings, written back to the environment where they came from elsewhere, for the children to read."""
    for name in ("host", "port"):
        if getattr(arguments, name) is not None:
            os.environ[f"ITHACA_{name.upper()}"] = str(getattr(arguments, name))
    config = Config.from_environment(os.environ)
    if not os.environ.get("ITHACA_BASE_URL") and not config.is_production:
        os.environ["ITHACA_BASE_URL"] = f"http://{bracketed(own_host(config))}:{config.port}"
    if config.secret_key == DEFAULT_SECRET:
        os.environ["ITHACA_SECRET_KEY"] = kept_secret(config.instance / "secret-key")
    return Config.from_environment(os.environ)


def kept_secret(path: Path) -> str:
    """The secret key of this instance folder, made when it is first needed; only its owner may read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(new_secret())
        fresh.replace(path)  # whole or not at all, whenever the machine stops
    return path.read_text()


def serve(config: Config, *, is_empty_wanted: bool) -> int:
    """Prepare the database, then run web and worker until somebody ends it or one of them dies."""
    if is_taken(config):
        return say_no(f"Port {config.port} is in use by another program. Try: ./dev start --port {config.port + 1}")
    notes = prepare(config, is_empty_wanted=is_empty_wanted)
    print("Starting the web server and the worker …", flush=True)
    children = Children()
    children.start("worker", [sys.executable, "-m", "app", "worker"], stop=signal.SIGINT)
    children.start("web server", [sys.executable, "-m", "gunicorn", *gunicorn_words(config)], stop=signal.SIGTERM)
    dead = children.run(when_ready=lambda: print("\n".join(notes), flush=True), is_ready=lambda: answers(config))
    return say_no(f"The {dead} has died, so everything ends.") if dead else 0


def prepare(config: Config, *, is_empty_wanted: bool) -> list[str]:
    """Migrate, and fill an empty database unless it is to stay empty; what to tell whoever started this."""
    app = create_app(config)
    with app.app_context():
        print("Bringing the database to its newest form …", flush=True)
        upgrade()
        prepare_roles(config)
        prepare_keystore(config)
        with transaction():
            replay_erasures()
        if is_new() and not is_empty_wanted and may_be_demo(config):
            print("Filling it with the demonstration company …", flush=True)
            build_company(progress=print)
        if is_empty_wanted and not is_new():
            print("There are data here already, and they stay: --empty only keeps an empty database empty.", flush=True)
        os.environ["ITHACA_DEMO"] = "1" if is_demo(config) else "0"
        notes = greeting(replace(config, demo=is_demo(config)))
        db.session.remove()
        db.engine.dispose()
        keystore().engine.dispose()  # a connection does not survive the children's birth
    return notes


def is_new() -> bool:
    """Whether nobody has begun here: no person, and no link for a first administrator either."""
    with transaction() as session:
        begun = select(Person.id).limit(1), select(OneTimeToken.id).limit(1)
        return all(session.scalar(row) is None for row in begun)


def may_be_demo(config: Config) -> bool:
    """Whether the settings allow signing in as anybody by one click: never in production, nor against ITHACA_DEMO=0."""
    return not config.is_production and os.environ.get("ITHACA_DEMO") not in {"0", "false", "no"}


def is_demo(config: Config) -> bool:
    """Whether this is the demonstration company; what the database holds decides, not how it was started last."""
    with transaction():
        return may_be_demo(config) and organisation().is_demo


def greeting(config: Config) -> list[str]:
    """Where to go, and as whom."""
    lines = ["", f"Ithaca is at {config.base_url}"]
    if config.demo:
        width = max(len(member.name) for member in CAST)
        lines += ["", "Sign in with one click as", *(f"  {each.name:{width}}  {each.sentence}" for each in CAST)]
    else:
        lines += first_steps()
    if config.mail is MailTransport.FILES:
        lines += ["", f"Letters are not sent: they lie in {mail_folder(config)}"]
    return [*lines, "", "Ctrl-C ends it.", ""]


def first_steps() -> list[str]:
    """The link for the first administrator, while there is none."""
    with transaction():
        if has_administrator():
            return []
        return ["", "Become its first administrator, once, within seven days:", f"  {first_administrator_link()}"]


def gunicorn_words(config: Config) -> list[str]:
    """How the web is served: threads, and on PostgreSQL one process for each processor."""
    processes = 1 if config.is_sqlite else os.cpu_count() or 1
    # Without the limit on connections one process may take all of a browser's, while the others wait.
    threads = ["-k", "gthread", "--threads", "8", "--worker-connections", "16"]
    return [
        *("-c", str(ROOT / "app" / "core" / "serving.py")),
        *threads,
        *("-w", str(processes), "-b", f"{bracketed(config.host)}:{config.port}"),
        *("--no-control-socket", "--log-level", "warning", "--graceful-timeout", "10", "app:create_app()"),
    ]


def is_taken(config: Config) -> bool:
    """Whether something answers at our address."""
    try:
        with socket.create_connection((own_host(config), config.port), timeout=1):
            return True
    except OSError:
        return False


def answers(config: Config) -> bool:
    """Whether pages are served; the port is open long before."""
    connection = HTTPConnection(own_host(config), config.port, timeout=1)
    try:
        connection.request("HEAD", "/static/tokens.css")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def own_host(config: Config) -> str:
    """The address by which this machine reaches itself."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104  asked, not bound


def bracketed(host: str) -> str:
    """The host as it stands before a port."""
    return f"[{host}]" if ":" in host else host


def say_no(sentence: str) -> int:
    """Tell why it does not start."""
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    os.umask(0o077)  # what this installation writes is for its own account only
    sys.exit(main(sys.argv[1:]))
