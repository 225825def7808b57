"""Open data and calendars. Include before Wagtail's addresses: `path("", include("brygga.projects.urls"))`."""

from django.urls import path

from brygga.site import numbers_in_addresses  # noqa: F401  (makes `brygga_key` known)

from . import map_page, swedish_views, views

urlpatterns = [
    path("karta/", map_page.map_page, name="brygga_map"),
    path("oppna-data/projekt.csv", views.projects_csv, name="brygga_projects_csv"),
    path("oppna-data/projekt.json", views.projects_json, name="brygga_projects_json"),
    path("oppna-data/nyckeltal.csv", views.indicators_csv, name="brygga_indicators_csv"),
    path("oppna-data/nyckeltal.json", views.indicators_json, name="brygga_indicators_json"),
    path("oppna-data/nyckeltal/<brygga_key:pk>.csv", views.indicators_csv, name="brygga_indicator_csv"),
    path("oppna-data/nyckeltal/<brygga_key:pk>.json", views.indicators_json, name="brygga_indicator_json"),
    path("oppna-data/svensk/projekt.csv", swedish_views.projects_swedish_csv, name="brygga_projects_swedish_csv"),
    path(
        "oppna-data/svensk/nyckeltal.csv", swedish_views.indicators_swedish_csv, name="brygga_indicators_swedish_csv"
    ),
    path(
        "oppna-data/svensk/nyckeltal/<brygga_key:pk>.csv",
        swedish_views.indicators_swedish_csv,
        name="brygga_indicator_swedish_csv",
    ),
    path("oppna-data/katalog.<str:extension>", views.catalogue, name="brygga_catalogue"),
    path("kalender/milstolpar.ics", views.calendar, name="brygga_calendar"),
    path("kalender/projekt/<brygga_key:pk>.ics", views.calendar, name="brygga_project_calendar"),
]
