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
}
