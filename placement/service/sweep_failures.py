"""Why a sweep cannot be carried out, in words, and the way out."""

from collections.abc import Mapping

from placement.service.told import Told, told

SWEEP: Mapping[str, Told] = {
    "sweep_process_ended": told(
        "En prosess som simulerte, ble avsluttet utenfra. Kanskje tok minnet slutt.",
        "A process that simulated was ended from outside. Perhaps memory ran out.",
        "Start den samme kommandoen igjen, gjerne med færre prosesser. Det som er ferdig, er tatt vare på.",
        "Start the same command again, perhaps with fewer workers. What is done is kept.",
    ),
    "sweep_other_program": told(
        "klyngen kjører et annet program enn denne maskinen.",
        "the cluster runs another program than this machine.",
        "Installer den samme versjonen overalt, og start klyngen på nytt.",
        "Install the same version everywhere, and start the cluster anew.",
    ),
    "sweep_no_dask": told(
        "det som snakker med klynger, er ikke installert.",
        "what speaks with clusters is not installed.",
        "Installer «placement[cluster]».",
        "Install “placement[cluster]”.",
    ),
    "sweep_no_cluster": told(
        "ingen klynge med prosesser svarer der.",
        "no cluster with processes answers there.",
        "Start «dask scheduler» og «dask worker», og oppgi adressen som den første skriver.",
        "Start “dask scheduler” and “dask worker”, and give the address that the first one writes.",
    ),
    "sweep_future_gone": told(
        "en simulert framtid forsvant underveis.",
        "a simulated future was gone before it was read.",
        "Start den samme kommandoen igjen.",
        "Start the same command again.",
    ),
    "sweep_values": told(
        "hver spake har sine egne verdier.",
        "each lever has values of its own.",
        "Skriv «--values» én gang for hver «--lever».",
        "Give “--values” once for each “--lever”.",
    ),
    "sweep_levers": told(
        "en sveiping har én eller to spaker.",
        "a sweep has one or two levers.",
        "Ta bort resten.",
        "Leave out the rest.",
    ),
    "sweep_points": told(
        "verdiene gir {count} punkter.",
        "the values make {count} points.",
        "Velg 1 til {most}.",
        "Choose 1 to {most}.",
    ),
    "sweep_lever": told(
        "spaken {name} finnes ikke.",
        "there is no lever {name}.",
        "Velg blant {names}; se docs/how-to/sweep.md.",
        "Choose one of {names}; see docs/how-to/sweep.md.",
    ),
    "sweep_lever_value": told(
        "spaken {name} har ikke verdien {value}.",
        "the lever {name} has no value {value}.",
        "Se docs/how-to/sweep.md.",
        "See docs/how-to/sweep.md.",
    ),
}
