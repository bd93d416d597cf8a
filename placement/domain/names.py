"""Words of which aliases are made."""

SPECIES = (
    "Orrfugl", "Lerke", "Rype", "Oter", "Jerv", "Hare", "Spurv", "Gaupe", "Tiur", "Vipe", "Svale", "Fink", "Mår",
    "Ekorn", "Elg", "Rev", "Hegre", "Terne", "Trost", "Ugle", "Bever", "Rådyr", "Hubro", "Alke", "Lo", "Sisik",
    "Stær", "Ørret", "Røye", "Laks", "Sei", "Lange", "Tjeld", "Kjøttmeis", "Grevling", "Piggsvin", "Snøugle",
)  # fmt: skip
"""Animals, for those who are placed. An alias is one of them and a number, in no order of anything."""
