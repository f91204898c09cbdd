"""The front-end build does only what is needed and speaks plainly."""

import json
import shutil

from portal.ui import build


def test_a_second_build_does_nothing():
    assert build.main([]) == 0
    assert build.build() == []


def test_a_lost_style_sheet_is_made_again_and_nothing_else(tmp_path, monkeypatch):
    build.main([])
    # In a copy: other tests read the real files at the same time.
    shutil.copytree(build.STATIC, tmp_path / "static")
    shutil.copy(build.STAMPS, tmp_path / "stamps.json")
    monkeypatch.setattr(build, "STATIC", tmp_path / "static")
    monkeypatch.setattr(build, "STAMPS", tmp_path / "stamps.json")
    (build.STATIC / "staff.css").unlink()
    assert build.build() == ["styles"]
    assert (build.STATIC / "staff.css").exists()


def test_a_mistake_in_a_style_sheet_is_told_with_its_file(tmp_path, monkeypatch, capsys):
    (tmp_path / "entry").mkdir()
    for sheet in build.SHEETS:
        (tmp_path / "entry" / f"{sheet}.scss").write_text(".a { color: $nobody; }")
    monkeypatch.setattr(build, "SCSS", tmp_path)
    monkeypatch.setattr(build, "STATIC", tmp_path / "static")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "GENERATED", tmp_path / "generated")
    monkeypatch.setattr(build, "STAMPS", tmp_path / "generated" / "stamps.json")
    monkeypatch.setattr(build, "install_packages", lambda: None)
    assert build.main([]) == 1
    said = capsys.readouterr().err
    assert "Sass found a mistake" in said
    assert "nobody" in said


def test_the_lock_file_names_no_registry():
    lock = json.loads((build.ROOT / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
