"""Two piano pieces: Bach's first prelude, and an album leaf with two voices on each staff."""
from musicxml import Score

# One line per measure of the prelude: bass, tenor, and the three upper notes.
CHORDS = """c4 e4 g4 c5 e5|c4 d4 a4 d5 f5|b3 d4 g4 d5 f5|c4 e4 g4 c5 e5|c4 e4 a4 e5 a5|c4 d4 f#4 a4 d5|b3 d4 g4 d5 g5
b3 c4 e4 g4 c5|a3 c4 e4 g4 c5|d3 a3 d4 f#4 c5|g3 b3 d4 g4 b4|g3 bb3 e4 g4 c#5|f3 a3 d4 a4 d5|f3 ab3 d4 f4 b4
e3 g3 c4 g4 c5|e3 f3 a3 c4 f4|d3 f3 a3 c4 f4|g2 d3 g3 b3 f4|c3 e3 g3 c4 e4|c3 g3 bb3 c4 e4|f2 f3 a3 c4 e4|f#2 c3 a3 c4 eb4
ab2 f3 b3 c4 d4|g2 f3 g3 b3 d4|g2 e3 g3 c4 e4|g2 d3 g3 c4 f4|g2 d3 g3 b3 f4|g2 eb3 a3 c4 f#4|g2 e3 g3 c4 g4|g2 d3 g3 c4 f4
g2 d3 g3 b3 f4|c2 c3 g3 bb3 e4"""


def prelude() -> Score:
    score = Score("Prelude in C major", "Johann Sebastian Bach (1685–1750)", subtitle="BWV 846")
    piano = score.part("Piano", "Pno.", clefs=("treble", "bass"))
    right, tenor, bass = [], [], []
    for number, chord in enumerate(CHORDS.replace("\n", "|").split("|")):
        low, second, *upper = chord.split()
        right.append("r/8{} {}/16 {} {} {} {} {} ".format("{m=quarter=66;dyn=p}" if number == 0 else "", *upper, *upper)
                     + "r/8 {}/16 {} {} {} {} {}".format(*upper, *upper))
        tenor.append(f"r/16 {second}/8.~ {second}/4 r/16 {second}/8.~ {second}/4")
        bass.append(f"{low}/2 {low}")
    right += ["r/8 f3/16 a c4 f c a3 c4 a3 f a f d f d", "r/8 g3/16 b d4 f d b3 d4 b3 g b d f e d",
              "<e4 g c5>/1{fermata}"]
    tenor += ["r/16 c3/8.~ c/4~ c/2", "r/16 b2/8.~ b/4~ b/2", "c3/1{ifermata}"]
    bass += ["c2/1", "c/1", "c/1"]
    score.voice(piano, " | ".join(right))
    score.voice(piano, " | ".join(tenor), staff=2)
    score.voice(piano, " | ".join(bass), staff=2)
    return score


def album_leaf() -> Score:
    score = Score("Album Leaf", "written for burin", subtitle="two voices on each staff", time=(3, 4), key=-3)
    piano = score.part("Piano", "Pno.", clefs=("treble", "bass"))
    score.at[7] = {"right": "light-light"}
    score.at[8] = {"break": "system"}
    score.voice(piano, """
        g5/4.{t=Andante_cantabile;m=quarter=84;dyn=p}( f/8 eb/4) | d5/4.( eb/8 f/4) | eb5/4( ab g) | f5/2.{<} |
        g5/4.{>}( ab/8 bb/4) | c6/4{!}( bb5/8 ab g f) | eb5/4 d5( f | eb5/2){breath} r/4 |
        bb5/4.{dyn=mf}( ab/8 g/4) | ab5/4.( g/8 f/4) | g5/8( f eb d c b4) | c5/2 r/4 |
        ab5/4{dyn=f;ten} g{ten} f{ten} | eb5/8{>}( d) f( eb) d( c) | bb4/4{!;dyn=pp}( c5 d | eb5/2.){fermata}""")
    score.voice(piano, """
        bb4/2 ab/4 | ab4/2 bb4/4 | bb4/4 c5 bb4 | ab4/4( c5 bb4) | eb5/2 d5/4 | eb5/4 c5/2 | bb4/4 ab/2 | g4/2 r/4 |
        d5/4.( c/8 bb4/4) | eb5/2 c5/4 | eb5/2 d4/4 | eb4/4 g f | c5/4 bb4 ab | g4/2 f4/4 | f4/4 g ab | g4/2.{ifermata}""")
    score.voice(piano, """
        eb4/4 d c | bb3/2 d4/4 | eb4/4 eb eb | d4/4( eb d) | bb3/2 bb/4 | ab3/4 ab ab | g3/4 bb bb | bb3/2 r/4 |
        g4/4 f eb | eb4/2 d/4 | c4/2 g3/4 | g3/4 c4 d | eb4/4 eb d | bb3/2 ab/4 | ab3/4 bb bb | bb3/2.""", staff=2)
    score.voice(piano, """
        eb3/4( bb2 c3) | f3/4( d bb2) | g3/4( f eb) | bb2/2. | eb3/4( d g) | ab3/4( f d) | eb3/4 bb2 bb | eb2/2 r/4 |
        g3/2 bb3/4 | c3/4( eb f) | c3/4( g2 g) | c3/2( bb2/4) | ab2/4 eb3 f | g3/4( g2 ab) | f2/4( eb bb) | eb2/2.""",
                staff=2)
    return score


SCORES = {"prelude": prelude, "album-leaf": album_leaf}
