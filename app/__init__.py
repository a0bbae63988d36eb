"""Ithaca: mentoring programs, run by an organisation on its own servers."""

from __future__ import annotations

import os

from flask import Flask

from app import (
    accounts,
    announcements,
    arrivals,
    choices,
    circles,
    cli,
    coaching,
    cohorts,
    conversations,
    demo,
    forecasts,
    home,
    library,
    managers,
    matching_runs,
    meetings,
    nominations,
    observations,
    orientation,
    pairings,
    people,
    people_import,
    road,
    running,
    safeguarding,
    setup,
    sign_up,
    stretch,
    succession,
    support,
    timelines,
)
from app.core import (
    access,
    audit,
    database_roles,
    db,
    errors,
    i18n,
    logs,
    mail,
    mail_pages,
    mail_previews,
    styleguide,
    templating,
    web,
    worker,
)
from app.core.config import ROOT, Config
from app.core.vault import store as keystore

AREAS = (
    people, support, accounts, people_import, setup, cohorts, sign_up, forecasts, announcements, pairings, meetings,
    orientation, matching_runs, circles, arrivals, library, timelines, stretch, choices, running, road,
    nominations, safeguarding, conversations, observations, coaching, succession, managers, home, demo, cli,
)  # fmt: skip
"""Each stands on those before it."""


def create_app(config: Config | None = None) -> Flask:
    """Put the application together: settings, foundations, areas, and the check that every view declares its access.

    Raises ConfigError for a setting that cannot be used, UndeclaredAccess for a view that says nothing.
    """
    config = config or Config.from_environment(os.environ)
    app = bare_app(config)

    logs.init_app(app, config)
    web.init_app(app, config)
    db.init_app(app, config)
    database_roles.init_app(app, config)
    keystore.init_app(app, config)
    i18n.init_app(app)
    templating.init_app(app)
    audit.init_app(app)
    errors.init_app(app)
    worker.init_app(app, config)
    mail.init_app(app, config)
    mail_pages.init_app(app)
    styleguide.init_app(app, config)
    mail_previews.init_app(app, config)

    for area in AREAS:
        area.init_app(app)

    access.public(app.view_functions["static"])
    access.refuse_undeclared(app)
    return app


def bare_app(config: Config) -> Flask:
    """Flask with its settings and its folders, and nothing in it yet."""
    config.instance.mkdir(parents=True, exist_ok=True)
    app = Flask(__name__, template_folder=str(ROOT / "templates"), instance_path=str(config.instance))
    app.extensions["ithaca.config"] = config
    app.debug = config.debug
    app.testing = config.env == "test"
    return app
