"""Percussion: one line, two kinds of five-line staff, and several noteheads."""
from musicxml import Score


def percussion() -> Score:
    score = Score("Study for Three Drummers", "written for burin", time=(4, 4))
    triangle = score.part("Triangle", "Trgl.", clefs=("perc",), lines=1, unpitched=True, concert=False,
                          sounds={"E4": "Triangle", "E4cross": "Triangle, muted"})
    blocks = score.part("Temple Blocks", "T.B.", clefs=("perc",), unpitched=True, concert=False, sounds={
        "E4": "Lowest block", "G4": "Low block", "B4": "Middle block", "D5": "High block", "F5": "Highest block"})
    kit = score.part("Drum Set", "Dr.", clefs=("perc",), unpitched=True, concert=False, sounds={
        "G5x": "Hi-hat", "A5circle-x": "Crash cymbal", "F5diamond": "Ride bell", "E5": "High tom", "D5": "Middle tom",
        "A4": "Floor tom", "C5": "Snare drum", "C5x": "Cross stick", "F4": "Bass drum", "D4x": "Pedal hi-hat",
        "C5slash": "Brush"})
    score.group(triangle, kit, "bracket", "Percussion")
    score.at[3] = {"left": "repeat"}
    score.at[6] = {"ending": "1", "right": "repeat"}
    score.at[7] = {"ending": "2", "ends": "discontinue"}
    score.voice(triangle, """
        e4/4{t=Steady;m=quarter=108;dyn=mf} e{h=cross} e e{h=cross} | e4/2{trem3;>} r/4{!} e/4 | R |
        e4/8{dyn=p} e e{h=cross} r e/4 r | [3:2 e/8 e e ] e/4{acc} r/2 | e4/1{trem3;<} | e4/4{!} r/2. | e4/4 r e r |
        e4/1{dyn=ff;fermata}""")
    score.voice(blocks, """
        R | e4/8{dyn=mp} g b d5 f d b4 g | f5/16 d b4 g e/8 e g16""".replace("g16", "g/8") + """ b d5/4 |
        [3:2 e4/8 g b ] [3:2 d5 f d ] b4/4 r | e4/4{acc} r/8 g b{stacc} d5{stacc} f/4{acc} | e4/2{<} f5/2{trem3} |
        e4/4{!} g b r | f5/8 d b4 g e/4 r | <e4 f5>/1{dyn=ff;fermata}""")
    up = "g5/8{h=x} g{h=x} g{h=x} g{h=x} g{h=x} g{h=x} g{h=x} g{h=x}"
    beat = "f4/4 c5/8 f4 f/4 c5"
    score.voice(kit, " | ".join([
        up.replace("g5/8{h=x}", "g5/8{h=x;dyn=mf}"), up, up, "a5/4{h=circle-x;acc} g/8{h=x} g{h=x} g{h=x} g{h=x} g{h=x} g{h=x}",
        "f5/8{h=diamond} f{h=diamond} f{h=diamond} f{h=diamond} f/4{h=diamond} f{h=diamond}",
        "e5/16{<} e e e d d d d a4 a a a c5 c c c", "a5/4{h=circle-x;!;acc} r r/2",
        "c5/4{h=slash} c{h=slash} c{h=slash} c{h=slash}", "a5/1{h=circle-x;dyn=ff;fermata}"]))
    score.voice(kit, " | ".join([beat, beat, "f4/4 c5/8{acc} c/16 c f4/8 f c5/4", beat, "f4/4 c5{h=x} f4 c5{h=x}",
                                 "f4/4 d{h=x} f d{h=x}", "f4/4 r r/2", "f4/4 r f r", "f4/1"]))
    return score


SCORES = {"percussion": percussion}
