"""Small scores whose layout is kept as text: tests/golden/NAME/input.musicxml."""
from musicxml import Score, sing


def melody(title: str, text: str, second: str = "", **more) -> Score:
    """One staff with one or two voices."""
    score = Score(title, "", **more)
    staff = score.part("Flute", "Fl.")
    score.voice(staff, text)
    if second:
        score.voice(staff, second)
    return score


def grand_staff() -> Score:
    score = Score("Two staves", "", key=2)
    piano = score.part("Piano", "Pno.", clefs=("treble", "bass"))
    score.voice(piano, "<f#4 a d5>/2 a4/8( b c#5 d) | <e4 g c#5>/1{fermata}")
    score.voice(piano, "s/1 | e4/2 d4", staff=1)
    score.voice(piano, "d3/4 a2 d3/8 clef=treble d4 f# a | clef=bass a2/1", staff=2)
    return score


def words_and_verses() -> Score:
    score = melody("Verses", "g4/4 g a b | c5/2.( b4/4) | a4/1", key=1)
    sing(score.parts[0], 1, "Sing to me of spring- _ time")
    sing(score.parts[0], 2, "Hal- le- lu- jah, a- _ men")
    return score


def repeats() -> Score:
    score = Score("Repeats", "", time=(2, 4))
    staff = score.part("Flute", "Fl.")
    score.at = {1: {"left": "repeat"}, 3: {"ending": "1", "right": "repeat"}, 4: {"ending": "2", "ends": "discontinue"},
                0: {"right": "light-light"}}
    score.voice(staff, "c5/4 d | e5/8 f e d | c5/4 g | e5/2 | c5/2{segno}")
    return score


def groups() -> Score:
    score = Score("Groups", "", key=-2)
    flute, clarinet = score.part("Flute", "Fl."), score.part("Clarinet in B♭", "Cl.", transpose=(-1, -2))
    violin, cello = score.part("Violin", "Vln."), score.part("Violoncello", "Vc.", clefs=("bass",))
    score.group(flute, clarinet)
    score.group(violin, cello)
    score.voice(flute, "bb4/4{dyn=p}( c5 d f) | R | f5/1")
    score.voice(clarinet, "f4/2 bb | a4/8{stacc} bb c5 a4 f/2 | d4/1")
    score.voice(violin, "R*2 | bb4/16{dyn=f} c5 d eb f/8 bb4 d5/2")
    score.voice(cello, "bb2/1{dyn=p;<} | f3/2. eb/4 | bb2/1{dyn=f}")
    return score


def changes() -> Score:
    score = Score("Changes", "", key=3)
    score.times[1], score.keys[1], score.times[3], score.keys[3] = (3, 4), -2, (6, 8), 0
    staff = score.part("Violoncello", "Vc.", clefs=("bass",))
    score.voice(staff, "f#3/4 g# c#4 d | clef=tenor bb3/4 eb4 d | f4/2. | clef=bass c3/8 d e f4/4. | R")
    return score


def orchestra_of_four() -> Score:
    """Tempo words over a flute that is silent later; a score that options hide, fit, shorten or divide."""
    score = Score("Little orchestra", "")
    flute, oboe = score.part("Flute", "Fl."), score.part("Oboe", "Ob.")
    violin, cello = score.part("Violin", "Vln."), score.part("Violoncello", "Vc.", clefs=("bass",))
    score.group(flute, oboe)
    score.group(violin, cello)
    score.voice(flute, "c5/4{t=Allegro} d e f | R | R{t=Adagio} | R | g5/2 e | R | R | c5/1")
    score.voice(oboe, "R | c5/2 b4 | R | R*3 | a4/4 b c5 d | c5/1")
    score.voice(violin, "c5/8{dyn=f} d e f g f e d | c5/4 g4 c5 d | e5/1 | d5/2{dyn=p} e | c5/8 d e f g f e d | "
                        "g4/4 a b c5 | d5/2 b4 | c5/1")
    score.voice(cello, "c3/4 e g e | c3/2 g2 | c3/1 | b2/2 c3 | R | c3/4 b2 a g | f2/2 g | c3/1")
    return score


SCORES = {
    "golden/one_note": lambda: melody("One note", "b4/1"),
    "golden/beams_and_flags": lambda: melody(
        "Beams", "c5/8 d e f g/16 f e d c5/8. b4/16 | a4/8{nobeam} r c5/32 d e f g/8 e/4 c/8{nobeam} a4{nobeam}"),
    "golden/accidentals": lambda: melody(
        "Accidentals", "<c#5 eb g#>/4 <c5 e g> bb4 b | <f#4 g# a# c#5 d#>/2 <fn4 gn an>", key=-1),
    "golden/two_voices": lambda: melody("Two voices", "c5/4 d/8 e f/4. e/8 | b4/4 c5 a4/2", "a4/2 g4/4 a | b4/4 b a/8 g4 f/4"),
    "golden/slurs_and_ties": lambda: melody("Slurs", "g4/4( b d5 g)~ | g5/4( d e/2) | <e5 g>/2~ <e g>/4 d4{stacc}"),
    "golden/tuplets": lambda: melody("Tuplets", "[3:2 c5/8 d e ] [3:2 e/4 d c ] b4/4 | [5:4 c5/16 d e d c ] [3:2 r/8 a4 b ] c5/2"),
    "golden/grace_notes": lambda: melody("Grace notes", "G:d5/8( c5/2) g:b4/16( g:a b/2) | <e4 g c5>/1{arp}"),
    "golden/signs_on_notes": lambda: melody(
        "Signs", "c5/4{stacc} a4{acc} e5{ten} g4{marc} | c5/4{acc;stacc} c6{tr} f4{turn} g4/4{fermata} | c5/2{trem3} d/4{up} e{down}"),
    "golden/dynamics_and_hairpins": lambda: melody(
        "Dynamics", "c4/4{dyn=pp;<} d e f | g4/4{dyn=f;>} f e{!} d | c4/2{wb=dolce} e4/4{dyn=sfz} g{t=Presto}"),
    "golden/changes_of_clef_key_and_time": changes,
    "golden/grand_staff": grand_staff, "golden/verses": words_and_verses, "golden/repeats": repeats,
    "golden/groups_and_transposition": groups,
    "golden/hidden_staves": orchestra_of_four, "golden/part_of_a_score": orchestra_of_four,
    "golden/excerpt": orchestra_of_four, "golden/fitted_to_a_small_page": orchestra_of_four,
}
