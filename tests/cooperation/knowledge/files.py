"""A small knowledge in data files, for the tests that break it."""

from cooperation.knowledge.parsing import RESOURCE_COLUMNS

HEADER = ",".join((*RESOURCE_COLUMNS, "dfc"))
RESOURCES = (
    "food,Aliments,denrées,food,kg,kg|t,,,,,,,300,",
    "food.flour,Farine,farine de blé,,,,,,,,,,,flour",
    "food.bread,Pain,baguette,,,kg|t|piece,piece=1/4,,,,,,,bread",
    "food.beer,Bière,brassin,,l,l|kg,kg=1,,,,,,,",
    "waste,Restes,déchets,byproduct,kg,kg|t,,,,,,,1000,",
    "waste.bread,Pain rassis,vieux pain,,,,,020601,,,,food.bread=500,,",
    "waste.solvent,Solvant usagé,diluant,,,,,140603*,,,,,,",
    "heat,Chaleur,vapeur,energy,kwh,kwh|mwh,,,,,,,,",
)
FILES = {
    "units.csv": "code,label,dimension,factor\nkg,kilo,mass,1\nt,tonne,mass,1000\n"
    "piece,pièce,count,1\nl,litre,volume,1\nkwh,kWh,energy,1\nmwh,MWh,energy,1000\n",
    "low.csv": "code,label\n020601,matières impropres\n140603*,autres solvants\n",
    "rules.csv": "key,code,name\nhygiene,food_safety,Règlement (CE) n° 852/2004\n"
    "trace,traceability,Registre des déchets\nreceiver,authorised_receiver,Bordereau\n"
    "animal,authorised_receiver,Règlement (CE) n° 1069/2009\n",
    "resources/all.csv": "\n".join((HEADER, *RESOURCES)) + "\n",
    "transformations.csv": "code,label,inputs,outputs,yield,rules,naf,added,source,scale,words\n"
    "bake,Cuire,food.flour,food.bread,1.3,hygiene,10.71C,eau=0.7,Métier,dès 20 kg,panifier\n"
    "brew,Brasser,waste.bread,food.beer,6,hygiene,11.05Z,eau=6,Métier,,brasser\n",
    "trades/all.csv": "code,label,naf,siae,words,takes,gives\n"
    "bakery,Boulangerie,10.71,,four,food.flour=900,food.bread=900|waste.bread=800\n"
    "mill,Meunerie,10.61,,moulin,,food.flour=900\n",
}


def with_row(file: str, row: str) -> dict[str, str]:
    """Give the files, one row added."""
    return FILES | {file: f"{FILES[file]}{row}\n"}


def with_cell(file: str, old: str, new: str) -> dict[str, str]:
    """Give the files, a text replaced by another in one of them."""
    assert old in FILES[file]
    return FILES | {file: FILES[file].replace(old, new)}
