"""Text renditions written for the tests: invented people, invented municipalities."""

NEWS = """Solviks kommun startsida
Translate
Solviks logotyp

Verkstaden på Hamngatan öppnar för fler

Publicerad: 14 mars 2022

I april öppnar Solviks kommun en ny verkstad för den som vill pröva ett yrke. Trettio platser väntar.

Verkstaden ligger i den gamla seglarskolan. Där finns snickeri, kök och en cykelservice som redan har beställningar.

Ett halvår på prov

- Ingen ska behöva gissa vad ett jobb är, säger Alva Lindmark, enhetschef på Solviks kommun.

Den som börjar får en handledare och ett schema.

Senast uppdaterad: 2022-03-15

Dela på
Facebook
Till toppen
"""

RELEASE = """StartKommun och politikNyheterSå blev hösten i Solvik
Pressmeddelande 2021-11-02, kl. 09:30
Solviks kommun tog emot 62 personer i projektet Lotsen under hösten.

Resultatet är bättre än målet. De flesta har fått en timanställning.

 – Vi gick ut på torget i stället för att vänta, säger Omar Bergdahl.

Läs mer

» Information om Lotsen
» Rapporten i sin helhet (PDF, 1,2 MB)

Kontaktperson: Omar Bergdahl, projektledare, 0555-123 45

Skriv ut
"""

CONTACTS = """Tre nya lärlingsplatser i Solvik

Nu kan den som är under 25 år bli lärling hos kommunen.

Kontakt

Alva Lindmark
Enhetschef
0555-123 46
alva.lindmark@solvik.example

Omar Bergdahl (S)
Ordförande i arbetsmarknadsnämnden
070-174 06 05

Hjälpte informationen på sidan dig?
"""

LIST = """Så söker du platsen

Du behöver tre saker:

  • ett personligt brev
  • ett intyg från skolan
      ◦ eller från ditt jobb
  • tid för ett möte

Gör så här i ordning:

1. Ring oss.
2. Boka en tid.
"""

CAPTIONS = """Odlingen tar form

Alva Lindmark gräver i lådan
Alva Lindmark gräver i lådan

Lådorna byggdes av deltagarna under våren. Nu växer det.

Foto av två personer vid en odlingslåda

Sami och Ines planterade den första raden.

I höst säljs grönsakerna på torget.

Omar Bergdahl, projektledare i Solvik. Foto: Lena Ask

Foto: Lena Ask

Torget öppnar klockan åtta på lördagar.
"""
