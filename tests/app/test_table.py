"""Tables of the app."""

from streamlit.testing.v1 import AppTest


def drawn(script):
    page = AppTest.from_function(script).run()
    assert not page.exception
    return "".join(part.proto.body for part in page.get("html"))


def test_what_a_cell_holds_is_never_taken_for_markup():
    def script():
        from placement.app.parts.table import draw_table

        draw_table("<b>Hvem</b>", ("*Hus<tand",), [("<script>alert(1)</script>",), (("<i>a</i>", "b & c"),)])

    html = drawn(script)
    assert "<script" not in html
    assert "<i>" not in html
    assert "<b>" not in html
    assert "b &amp; c" in html


def test_a_new_row_and_the_naming_column_are_marked():
    def script():
        from placement.app.parts.table import draw_table

        draw_table("Plan", ("*Husstand", "Personer"), [("Rype-3", 1), ("Lerke-2", 2)], new=[1])

    html = drawn(script)
    assert html.count("class=new") == 1
    assert 'class="key" data-label="Husstand">Rype-3' in html
    assert 'class="number" data-label="Personer">2' in html
