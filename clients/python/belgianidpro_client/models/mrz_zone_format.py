from enum import StrEnum


class MrzZoneFormat(StrEnum):
    CHE_DL = "CHE_DL"
    DL = "DL"
    FRA_ID = "FRA_ID"
    MRVA = "MRVA"
    MRVB = "MRVB"
    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"

    def __str__(self) -> str:
        return str(self.value)
