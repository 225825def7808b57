import pytest


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Each test has media and raw bytes of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BRYGGA_RAW_ROOT = tmp_path / "raw"
