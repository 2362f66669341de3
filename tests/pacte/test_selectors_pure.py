"""The pure parts of the pages: activities, progress, plots, small maps, codes, data."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pacte.alphabet import sort_key
from pacte.locator import WIDTH, Point, direction, distance_km, draw
from pacte.naf import DIVISIONS, SECTIONS, read_naf, section_of
from pacte.plots import BOTTOM, TOP, line_plot, nice_top
from pacte.progress import action_progress, indicator_percent, roadmap_progress
from pacte.qr import qr_data_uri
from pacte.structured import dump

GRENOBLE, VOIRON = (45.1876, 5.7358), (45.3667, 5.5833)


def test_the_nomenclature_is_whole():
    assert len(SECTIONS) == 21
    assert len(DIVISIONS) == 88
    assert all(section_of(division) for division in DIVISIONS)
    assert {section_of(division) for division in DIVISIONS} == set(SECTIONS)


@pytest.mark.parametrize(
    ("code", "section", "label"),
    [
        ("10.71C", "C", "Industries alimentaires"),
        ("88.99B", "Q", "Action sociale sans hébergement"),
        ("01.13Z", "A", "Culture et production animale, chasse et services annexes"),
    ],
)
def test_a_code_is_read(code, section, label):
    naf = read_naf(code)
    assert (naf.section, naf.division_label) == (section, label)


@pytest.mark.parametrize("code", ["", "04.00Z", "XX"])
def test_an_unknown_code_means_nothing(code):
    assert read_naf(code) is None


@pytest.mark.parametrize(
    ("baseline", "target", "latest", "percent"),
    [
        (0, 200, 50, 25),
        (100, 50, 75, 50),
        (0, 10, 15, 100),
        (10, 20, 5, 0),
        (10, 10, 10, None),
        (None, 10, 5, None),
        (0, None, 5, None),
        (0, 10, None, None),
    ],
)
def test_the_way_to_a_target(baseline, target, latest, percent):
    values = [None if value is None else Decimal(value) for value in (baseline, target, latest)]
    assert indicator_percent(*values) == percent


def test_an_action_counts_what_is_measurable():
    progress = action_progress("ongoing", [20, None, 41])
    assert (progress.percent, progress.measured, progress.indicators) == (30, 2, 3)


def test_an_action_without_figures_is_known_only_when_done():
    assert action_progress("ongoing", []).percent is None
    assert action_progress("done", [None]).percent == 100
    assert not action_progress("done", []).from_indicators


def test_the_roadmap_leaves_out_what_was_stopped():
    statuses = ["done", "done", "ongoing", "stopped"]
    progress = roadmap_progress(statuses, ["ongoing", "done", "stopped"])
    assert (progress.done, progress.kept, progress.percent) == (2, 3, 67)
    assert [(row.status, row.count) for row in progress.counts] == [
        ("ongoing", 1),
        ("done", 2),
        ("stopped", 1),
    ]
    assert roadmap_progress([], []).percent == 0


@given(st.lists(st.floats(0, 1e9), min_size=2, max_size=9))
@example([0.0, 5e-324])
def test_a_plot_stays_in_its_frame(values):
    dates = [dt.date(2026, 1, 1) + dt.timedelta(days=30 * i) for i in range(len(values))]
    plot = line_plot(dates, values, target=max(values))
    assert all(56 <= x <= 616 and TOP <= y <= BOTTOM for x, y in plot.points)
    assert [y for _, y in plot.ticks] == sorted((y for _, y in plot.ticks), reverse=True)


def test_a_plot_goes_below_zero():
    plot = line_plot([dt.date(2026, 1, 1), dt.date(2026, 2, 1)], [-8, 8])
    assert plot.points[0][1] > plot.points[1][1]
    assert plot.ticks[0][0] == -8


@pytest.mark.parametrize(("highest", "top"), [(0, 4), (7, 8), (8, 8), (9, 10), (950, 1000)])
def test_the_top_of_a_scale_is_round(highest, top):
    assert nice_top(highest) == pytest.approx(top)


def test_distance_and_direction():
    assert distance_km(GRENOBLE, VOIRON) == pytest.approx(23.2, abs=0.3)
    assert direction(GRENOBLE, VOIRON) == "nw"
    assert direction(VOIRON, GRENOBLE) == "se"
    assert direction((45, 5), (46, 5)) == "n"


POINTS = st.builds(
    Point,
    st.floats(44.5, 46),
    st.floats(5, 6.5),
    st.text(max_size=12),
    st.floats(0, 2e5),
    st.sampled_from([0, 1, 2]),
)


@given(st.lists(POINTS, min_size=1, max_size=30))
def test_every_point_is_on_the_map(points):
    drawing = draw(points)
    assert len(drawing.dots) == len(points)
    assert all(0 <= d.x <= WIDTH and 0 <= d.y <= drawing.height for d in drawing.dots)
    assert [d.level for d in drawing.dots] == sorted(p.level for p in points)
    assert drawing.scale_width <= WIDTH / 3


def test_a_map_without_points_is_not_drawn():
    assert draw([]) is None


def test_north_is_up_and_east_is_right():
    south_west, north_east = draw([Point(46, 6, "b", 1), Point(45, 5, "a", 9)]).dots
    assert south_west.name == "a"
    assert north_east.y < south_west.y
    assert north_east.x > south_west.x


def test_names_do_not_run_into_each_other():
    crowd = [Point(45 + i / 1e4, 5, f"Commune {i}", 1000, 1) for i in range(5)]
    drawing = draw([*crowd, Point(45.5, 5.5, "Loin", 10, 1)])
    ys = sorted(label.y for label in drawing.labels)
    assert len(drawing.labels) == 2
    assert ys[1] - ys[0] > 15


def test_a_code_is_an_image():
    assert qr_data_uri("https://pacte.example/").startswith("data:image/svg+xml")


def test_data_cannot_close_their_element():
    text = dump({"name": "</script><!-- & \u2028"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == "</script><!-- & \u2028"


def test_names_stand_in_the_order_of_a_dictionary():
    names = ["Eybens", "Échirolles", "Œuvre", "Domène", "Olette", "échirolles"]
    assert sorted(names, key=sort_key) == [
        "Domène",
        "Échirolles",
        "échirolles",
        "Eybens",
        "Œuvre",
        "Olette",
    ]
