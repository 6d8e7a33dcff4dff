"""Twenty bars for large orchestra, written for burin: an opening tutti, a quiet middle, a return."""
import re

from musicxml import Score

MELODY = """d5/4.( e/8) f#/4 a | a5/4.( g/8) e/2 | d5/4.( c#/8) d/4 f# | c#5/2. a4/8( b) | b4/4.( c#5/8) d/4 g |
    f#5/4.( e/8) d/2 | e5/4 g/8( f#) e/4 b4 | c#5/2 e"""
MIDDLE = """b4/2( d5/4 g) | f#5/2.( e/8 d) | e5/4( b4 e5 g) | f#5/2( d)"""
RISE = """g5/4.( a/8) b/4( d6) | a5/4( g/8 e) b/2 | a5/2 c#6 | d6/1"""
CLOSE = "b5/4{acc} d6{acc} g5{acc} b{acc} | a5/4.( f#/8) d/2 | e5/8{<}( f# g a b c#6 d e) | d6/1{dyn=fff;fermata}"
# One chord a bar: soprano, alto, tenor, then the bass.
SOPRANO = "d5 e5 d5 c#5 d5 d5 e5 e5 d5 d5 e5 d5 d5 e5 e5 f#5 d5 d5 c#5 d5".split()
ALTO = "a4 c#5 b4 a4 b4 a4 b4 c#5 b4 a4 b4 b4 b4 b4 c#5 d5 b4 a4 g4 a4".split()
TENOR = "f#4 a4 f#4 f#4 g4 f#4 g4 a4 g4 f#4 g4 f#4 g4 g4 g4 a4 g4 f#4 e4 f#4".split()
BASS = "d3 c#3 b2 f#2 g2 f#2 e2 a2 g2 f#2 e2 b2 g2 e2 a2 d3 d3 d3 a2 d3".split()
QUIET = range(8, 12)
B_FLAT, F_HORN, ENGLISH, OCTAVE_UP, OCTAVE_DOWN = (-1, -2), (-4, -7), (-4, -7), (7, 12), (-7, -12)


def octave(text: str, change: int) -> str:
    """The same notes some octaves higher."""
    return re.sub(r"\b([a-g][#bn]*)(\d)(?=[\s/>(){~]|$)", lambda m: m.group(1) + str(int(m.group(2)) + change), text)


def marked(text: str, sign: str) -> str:
    """Adds signs to the first note or rest."""
    token = re.match(r"\s*(\[\d:\d )?([gG]:)?(<[^>]*>|[a-gr][#bn]*\d?)(/\d+\.*)?[(]*", text)
    rest = text[token.end():]
    return token.group() + ("{" + sign + ";" + rest[1:] if rest.startswith("{") else "{" + sign + "}" + rest)


def bars(pattern: str, *lines, only=range(20), loud="f", soft="p", dynamics=True) -> str:
    """Repeats a rhythm over the chords; {0}, {1} … stand for the lines; bars outside `only` are silent."""
    made = []
    for bar in range(20):
        text = pattern.format(*(line[bar] for line in lines)) if bar in only else "R"
        if bar == 19 and bar in only:
            text = re.search(r"<[^>]*>|[a-g]#?\d", text).group() + "/1{fermata}"
        first = dynamics and bar in only and (bar == 0 or bar - 1 not in only or bar in (8, 12))
        if first:
            text = marked(text, "dyn=" + (soft if bar in QUIET else "mf" if bar == 12 else loud))
        if bar == 14 and bar in only and dynamics:
            text = marked(text, "<")
        if bar == 15 and bar in only and dynamics:
            text = marked(text, "dyn=ff")
        made.append(text)
    return " | ".join(made)


def tune(rise_octave=0, middle=True, first="f") -> str:
    """The melody through the whole piece."""
    parts = [marked(MELODY, f"dyn={first}"), marked(MIDDLE, "dyn=p;we=dolce") if middle else "R*4",
             marked(RISE, "dyn=mf;<"), marked(CLOSE, "dyn=ff")]
    return octave(" | ".join(parts), rise_octave)


def chord(*lines) -> list[str]:
    return ["<" + " ".join(notes) + ">" for notes in zip(*lines)]


def down(line: list[str], count=1) -> list[str]:
    return [octave(note, -count) for note in line]


LOUD = [bar for bar in range(20) if bar not in QUIET]


def woodwinds(score: Score) -> tuple:
    piccolo = score.part("Piccolo", "Picc.", transpose=OCTAVE_UP)
    score.voice(piccolo, octave(" | ".join([marked(MELODY, "dyn=f"), "R*4", marked(RISE, "dyn=mf;<"),
                                            marked(CLOSE, "dyn=ff")]), 1))
    flutes = score.part("Flute 1, 2", "Fl.")
    score.voice(flutes, octave(tune(), 0))
    score.voice(flutes, bars("{0}/2 {0}/4 {0}", ALTO, dynamics=False))  # the first flute's hold for both
    oboes = score.part("Oboe 1, 2", "Ob.")
    score.voice(oboes, bars("{0}/2( {0}/4){{stacc}} {0}{{stacc}}", chord(ALTO, SOPRANO)))
    english = score.part("English Horn", "E. Hn.", transpose=ENGLISH)
    score.voice(english, bars("{0}/2( {1})", TENOR, ALTO))
    clarinets = score.part("Clarinet in B♭ 1, 2", "Cl.", transpose=B_FLAT)
    score.voice(clarinets, bars("[3:2 {0}/8( {1} {2} ] [3:2 {1} {0} {1}) ] {2}/4 {1}", TENOR, ALTO, SOPRANO))
    bass_clarinet = score.part("Bass Clarinet in B♭", "B. Cl.", transpose=(-8, -14))
    score.voice(bass_clarinet, bars("{0}/2 {0}", BASS))
    bassoons = score.part("Bassoon 1, 2", "Bn.", clefs=("bass",))
    score.voice(bassoons, bars("{0}/4.( {0}/8){{stacc}} {0}/2", chord(BASS, down(TENOR))))
    contra = score.part("Contrabassoon", "Cbn.", clefs=("bass",), transpose=OCTAVE_DOWN)
    score.voice(contra, bars("{0}/1", down(BASS), only=LOUD))
    return piccolo, contra


def brass(score: Score) -> tuple:
    horns = score.part("Horn in F 1, 2", "Hn. 1, 2", transpose=F_HORN)
    score.voice(horns, bars("{0}/2{{acc}} {0}/4 {0}", chord(TENOR, ALTO)))
    low_horns = score.part("Horn in F 3, 4", "Hn. 3, 4", transpose=F_HORN)
    score.voice(low_horns, bars("{0}/2{{acc}} {0}", chord(down(ALTO), TENOR), only=LOUD))
    trumpet = score.part("Trumpet in B♭ 1", "Tpt. 1", transpose=B_FLAT)
    score.voice(trumpet, bars("{0}/4.{{marc}} {0}/16 {0} {0}/4{{marc}} {0}{{marc}}", SOPRANO, only=LOUD))
    trumpets = score.part("Trumpet in B♭ 2, 3", "Tpt. 2, 3", transpose=B_FLAT)
    score.voice(trumpets, bars("{0}/4.{{marc}} {0}/16 {0} {0}/4{{marc}} {0}{{marc}}", chord(TENOR, ALTO), only=LOUD))
    trombones = score.part("Trombone 1, 2", "Tbn.", clefs=("tenor",))
    score.voice(trombones, bars("{0}/1{{ten}}", chord(down(TENOR), down(ALTO)), only=LOUD))
    bass_trombone = score.part("Bass Trombone", "B. Tbn.", clefs=("bass",))
    score.voice(bass_trombone, bars("{0}/1{{ten}}", BASS, only=LOUD))
    tuba = score.part("Tuba", "Tba.", clefs=("bass",))
    score.voice(tuba, bars("{0}/2.{{ten}} {0}/4", [octave(note, -1) if note[-1] == "3" else note for note in BASS],
                           only=LOUD))
    return horns, tuba


def percussion(score: Score) -> tuple:
    timpani = score.part("Timpani", "Timp.", clefs=("bass",))
    strokes = {"d": "d3/4{acc} r d/8 d d/4", "a": "a2/4{acc} r a/8 a a/4"}
    rolls = {8: "R", 9: "R", 10: "R", 11: "R", 14: "a2/1{trem3;dyn=p;<}", 15: "d3/4{dyn=ff;acc} r d/8 d d/4",
             18: "a2/1{trem3;<}", 19: "d3/1{dyn=fff;trem3;fermata}"}
    timpani_bars = [rolls.get(bar, strokes.get(BASS[bar][0], "R")) for bar in range(20)]
    timpani_bars[0] = marked(timpani_bars[0], "dyn=f")
    score.voice(timpani, " | ".join(timpani_bars))
    triangle = score.part("Triangle", "Trgl.", clefs=("perc",), lines=1, unpitched=True, concert=False)
    score.voice(triangle, "R*8 | e4/4{dyn=pp} r r2 | R | e4/4 r r/2 | R*4 | e4/4{dyn=f} r e r | e4/4 r e r | "
                "e4/4 r e r | e4/1{trem3;<} | e4/4{dyn=ff} r r/2".replace("r2", "r/2"))
    snare = score.part("Snare Drum", "S. D.", clefs=("perc",), lines=1, unpitched=True, concert=False)
    score.voice(snare, " | ".join(["e4/4{dyn=f} e/8 e/16 e e/4 e"] + ["e4/4 e/8 e/16 e e/4 e"] * 7 + ["R*6"]
                                  + ["e4/1{trem3;dyn=pp;<}"] + ["g:e4/16 g:e e4/4{dyn=ff;acc} e/8 e/16 e e/4 e"] * 3
                                  + ["e4/1{trem3;<}", "e4/1{trem3;dyn=fff;fermata}"]))
    drum = score.part("Bass Drum, Cymbals", "B. D.", clefs=("perc",), unpitched=True, concert=False,
                      sounds={"F4": "Bass drum", "A5x": "Cymbals"})
    score.voice(drum, "<f4>/4{dyn=f;acc} r f r | f4/4 r r/2 | f4/4 r f r | f4/4 r r/2 | f4/4 r f r | f4/4 r r/2 | R*8 | "
                "f4/1{trem3;dyn=pp;<} | a5/2{h=x;dyn=ff;acc} a/2{h=x} | f4/4 r f r | f4/4 r f r | a5/1{h=x;trem3;<} | "
                "a5/1{h=x;dyn=fff;fermata}")
    bells = score.part("Glockenspiel", "Glsp.", transpose=(14, 24))
    score.voice(bells, octave("R*8 | d5/4{dyn=p} r r/2 | R | e5/4 r r/2 | R*3 | a5/4 r c#6 r | d6/4{dyn=f} r a5 r | "
                              "b5/4 r g r | a5/4 r d r | R | d6/4{dyn=ff} r r/2", 1))
    return timpani, bells


def harp(score: Score):
    part = score.part("Harp", "Hp.", clefs=("treble", "bass"))
    runs, low = [], []
    for bar in range(20):
        notes = TENOR[bar], ALTO[bar], SOPRANO[bar], octave(TENOR[bar], 1)
        wave = " ".join(notes) + " " + " ".join(reversed(notes))
        runs.append("R" if bar not in QUIET and bar not in (14, 15) else
                    re.sub(r"^(\S+)", r"\1/16(", wave) + ") " + re.sub(r"^(\S+)", r"\1(", wave) + ")")
        low.append("R" if runs[-1] == "R" else f"{BASS[bar]}/2 {octave(BASS[bar], 1)}")
    runs[8] = marked(runs[8], "dyn=p")
    runs[14] = marked(runs[14], "dyn=mf;<")
    runs[15] = marked(runs[15], "dyn=f")
    runs[16] = "<g4 b d5 g>/2{arp} <g4 b d5 g>{arp}"
    runs[17] = "<f#4 a d5 f#>/2{arp} <f#4 a d5 f#>{arp}"
    runs[18] = "g4/2{gliss(} g6{gliss)}"
    runs[19] = "<f#5 a d6>/1{dyn=ff;arp;fermata}"
    for bar in (16, 17, 18, 19):
        low[bar] = f"{octave(BASS[bar], -1) if BASS[bar][-1] == '3' else BASS[bar]}/1"
    score.voice(part, " | ".join(runs))
    score.voice(part, " | ".join(low), staff=2)
    return part


def strings(score: Score) -> tuple:
    violin1 = score.part("Violin I", "Vln. I")
    score.voice(violin1, tune())
    violin2 = score.part("Violin II", "Vln. II")
    score.voice(violin2, bars("{0}/8 {1} {0} {1} {0} {1} {0} {1}", ALTO, SOPRANO, soft="pp"))
    viola = score.part("Viola", "Vla.", clefs=("alto",))
    score.voice(viola, bars("{0}/2{{trem3}} {0}{{trem3}}", chord(down(ALTO), TENOR), soft="pp"))
    cello = score.part("Violoncello", "Vc.", clefs=("bass",))
    score.voice(cello, bars("{0}/4. {1}/8( {0}/4) {0}", [octave(note, 0) for note in BASS],
                            [octave(note, -1) for note in TENOR]))
    bass = score.part("Double Bass", "D. B.", clefs=("bass",), transpose=OCTAVE_DOWN)
    score.voice(bass, bars("{0}/4 r {0} r", down(BASS)))
    return violin1, bass


def orchestra() -> Score:
    score = Score("Overture", "written for burin", subtitle="for large orchestra", key=2,
                  rights="Dedicated to the public domain")
    woods, horns, drums = woodwinds(score), brass(score), percussion(score)
    harp(score)
    bowed = strings(score)
    score.at[7] = {"right": "light-light"}
    score.at[15] = {"right": "light-light"}
    for ends in (woods, horns, drums, bowed):
        score.group(*ends)
    rehearse(score)
    return score


def rehearse(score: Score) -> None:
    """Rehearsal marks and the second tempo stand over the highest staff."""
    for bar, signs in ((0, ["t=Maestoso", "m=quarter=80"]), (8, ["reh=A", "t=Più_tranquillo"]),
                       (15, ["reh=B", "t=Tempo_primo"])):
        first = score.parts[0].voices[0][1][bar][0]
        first.signs = signs + first.signs


SCORES = {"overture": orchestra}
