"""Why a sweep cannot be carried out, in words, and the way out."""

from collections.abc import Mapping

from placement.service.told import Told, told

SWEEP: Mapping[str, Told] = {
    "sweep_process_ended": told(
        "En prosess som simulerte, ble avsluttet utenfra. Kanskje tok minnet slutt.",
        "A process that simulated was ended from outside. Perhaps memory ran out.",
        "Start den samme kommandoen igjen, gjerne med færre prosesser. Det som er ferdig og ligger i en mappe, "
        "simuleres ikke på nytt.",
        "Start the same command again, perhaps with fewer workers. What is done and kept in a folder is not "
        "simulated anew.",
    ),
    "sweep_cluster_lost": told(
        "Klyngen, eller en av prosessene dens, forsvant mens den simulerte.",
        "The cluster, or one of its processes, was lost while it simulated.",
        "Se om «dask scheduler» og «dask worker» går, og start den samme kommandoen igjen. Det som er ferdig og ligger "
        "i en mappe, simuleres ikke på nytt.",
        "See whether “dask scheduler” and “dask worker” run, and start the same command again. What is done and kept "
        "in a folder is not simulated anew.",
    ),
    "sweep_other_program": told(
        "Klyngen kjører et annet program enn denne maskinen.",
        "The cluster runs another program than this machine.",
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
        "En simulert framtid forsvant underveis.",
        "A simulated future was gone before it was read.",
        "Start den samme kommandoen igjen.",
        "Start the same command again.",
    ),
    "sweep_values": told(
        "Hver spake har sine egne verdier.",
        "Each lever has values of its own.",
        "Skriv «--values» én gang for hver «--lever».",
        "Give “--values” once for each “--lever”.",
    ),
    "sweep_levers": told(
        "En sveiping har én eller to spaker.",
        "A sweep has one or two levers.",
        "Ta bort resten.",
        "Leave out the rest.",
    ),
    "sweep_points": told(
        "Verdiene gir {count} punkter.",
        "The values make {count} points.",
        "Velg 1 til {most}.",
        "Choose 1 to {most}.",
    ),
    "sweep_cards": told(
        "I ett av punktene er det for mange endringer.",
        "One of the points has too many changes.",
        "Ta bort noen: høyst {most} i hvert punkt.",
        "Leave some out: at most {most} at each point.",
    ),
    "sweep_lever": told(
        "Spaken {name} finnes ikke.",
        "There is no lever {name}.",
        "Velg blant {names}; se docs/how-to/sweep.md.",
        "Choose one of {names}; see docs/how-to/sweep.md.",
    ),
    "sweep_lever_value": told(
        "Spaken {name} har ikke verdien {value}.",
        "The lever {name} has no value {value}.",
        "Se docs/how-to/sweep.md.",
        "See docs/how-to/sweep.md.",
    ),
    "sweep_value_missing": told(
        "«{field}» mangler.",
        "“{field}” is missing.",
        "Fyll det ut.",
        "Fill it in.",
    ),
    "sweep_numbers": told(
        "«{field}» er ikke hele tall.",
        "“{field}” are no whole numbers.",
        "Skriv hele tall med komma mellom, som {example}.",
        "Write whole numbers with commas between, such as {example}.",
    ),
    "sweep_one_point": told(
        "Det er bare ett punkt: ingenting å sammenligne.",
        "There is only one point: nothing to compare.",
        "Gi minst to verdier.",
        "Give two values or more.",
    ),
    "sweep_too_much": told(
        "Det er {count} uker å planlegge, for mange for én sveiping.",
        "There are {count} weeks to plan, too many for one sweep.",
        "Ta færre verdier, framtider eller uker: høyst {most} i alt.",
        "Take fewer values, futures or weeks: at most {most} in all.",
    ),
    "sweep_sampling": told(
        "Så mange uker eller framtider kan ikke simuleres.",
        "So many weeks or futures cannot be simulated.",
        "Skriv 1 til 520 uker, minst én framtid, og et frø som ikke er negativt.",
        "Write 1 to 520 weeks, one future or more, and a seed that is not negative.",
    ),
}
