"""One page for each family of signs: all that it can do, from plain to hard."""
from fractions import Fraction

from musicxml import Score, sing


def page(title: str, *lines: str, second=(), time=(4, 4), key=0, clefs=("treble",), breaks=4, more=None, **part) -> Score:
    """A page of one instrument: a line of music for each string, its measures parted by `|`, a system each."""
    score = Score(title, "written for burin", time=time, key=key)
    staff = score.part(part.pop("name", ""), "", clefs=clefs, **part)
    if more:
        more(score)
    measure = 0
    for line in lines[:-1]:
        measure += line.count("|") + 1
        score.at.setdefault(measure, {})["break"] = "system"
    score.voice(staff, " | ".join(lines))
    for at, text in second:
        score.voice(staff, text, staff=at)
    return score


def noteheads() -> Score:
    def heads(value, *names):
        """The heads in one measure, with their names above the first."""
        first, *rest = names
        return " ".join([f"b4/{value}{{h={first};w={',_'.join(names)}}}"] + [f"b{{h={name}}}" for name in rest])
    return page("Noteheads",
                "b4/breve | b4/1 s/1 | b4/2 b b/4 b b/8 b b/16 b b/32 b b/64 b b b",
                heads(4, "x", "cross", "circle-x", "diamond") + " | " + heads(4, "triangle", "inverted_triangle", "square", "rectangle")
                + " | " + heads(4, "slash", "slashed", "back_slashed", "circled"),
                heads(4, "arrow_up", "arrow_down", "cluster", "circle_dot") + " | " + heads(4, "do", "re", "mi", "fa")
                + " | " + heads(4, "fa_up", "so", "la", "ti"),
                heads(2, "x", "diamond") + " | " + heads(2, "triangle", "square") + " | " + heads(2, "slash", "circle-x"),
                heads(1, "diamond") + " | " + heads(1, "slash") + " | " + heads(1, "x"),
                "<c4{} e{} g>/4{h=diamond} <c4 e>/8{h=x} <e4 g>{h=x} <c5 e>/2{h=slash}".replace("{}", "")
                + " | c5/4{cue} d/8{cue} e{cue} <c5 e>/2{cue} | g4/4{h=none} a{h=none} b/2{h=none}",
                more=lambda score: score.times.update({0: (8, 4), 3: (4, 4)}))


def chords() -> Score:
    return page("Chords, seconds and ledger lines",
                "<c4 e g>/4 <g4 b d5> <b4 d5 f> <d5 f a> | <c5 d>/4 <g4 a> <f5 g> <e4 f> | <c5 d e>/4 <a4 b c5 d> <g4 a d5 e> <b4 c5 f>",
                "<c5 d>/1 | <c5 d e f>/2 <g4 a b> | <c5 d g a>/8 <c5 d g a> <g4 a c5 d> <g4 a c5 d> <f4 g>/2",
                "c4/4 a3 f3 d3 | a5/4 c6 e6 g6 | <c4 d>/4 <a3 b> <c6 d> <a5 b> | <a3 c4 e a5 c6>/2 <f3 c6>/2",
                "a3/16 a3 a a c4 c a3 a c6 c c c e6 e c6 c | a5/8 b c6 d e d c b5 | <c6 e>/4 <e4 g c6 e> <f3 a3 c4 e> <a3 c4>",
                "<c4 e g c5>/4. <c4 e g c5>/8 <c5 d>/4. <c5 d>/8 | <g4 a c5 d>/2. <f4 g b c5>/4 | <c#4 e# g# c#5>/4 <db4 eb gb ab> <c#5 d# e#> <bb4 cb5>",
                "<e4 g b d5 f>/1 | <d4 f a c5 e>/1 | <f4 a c5 e g>/1")


def stems() -> Score:
    return page("Stems and flags",
                "f4/4 g a b | c5/4 d e f | c4/4 a3 f3 d3 | a5/4 c6 e6 g6",
                "f4/8{nobeam} c5{nobeam} a5{nobeam} c4{nobeam} c6{nobeam} a3{nobeam} b4{nobeam} e5{nobeam} | "
                "f4/16{nobeam} c5{nobeam} a5{nobeam} c4{nobeam} c6{nobeam} a3{nobeam} b4{nobeam} e5{nobeam} f4/32{nobeam} c5{nobeam} a5{nobeam} c4{nobeam} c6{nobeam} a3{nobeam} b4{nobeam} e5{nobeam} r/4",
                "f4/64{nobeam} c5{nobeam} c4{nobeam} c6{nobeam} f4/128{nobeam} c5{nobeam} c4{nobeam} c6{nobeam} r/32 r/16 r/8 r/8. r/2 | "
                "<c4 c5>/4 <f4 f5> <a4 a5> <c5 c6> | <c4 g b>/8{nobeam} <f4 d5>{nobeam} <g4 e5>{nobeam} <a4 f5>{nobeam} <c4 c6>/2",
                "a4/4{stem=down} g{stem=down} e{stem=down} c{stem=down} | d5/4{stem=up} e{stem=up} g{stem=up} b{stem=up} | g4/4{stem=none} b{stem=none} d5/2{stem=none}",
                "f4/8.{nobeam} c5{nobeam} f4/16.{nobeam} c5{nobeam} e4/4 g/16{nobeam} | b4/4 b b b | b4/4 c5 b a".replace("e4/4 g/16{nobeam}", "e4/8 g/16{nobeam} g/4{nobeam}"))


def voices() -> Score:
    return page("Voices",
                "c5/4 d e f | e5/4. d/8 c/2 | g4/4 b a c5 | c5/2 c/4 c",
                "b4/4 a g f | d5/8 c b4 a g a b c5 | e5/2. d/4 | r/4 c5 r/8 d e/4",
                "a4/4 b c5/4. b4/8 | <c5 e>/4 <b4 d> <a4 c5> <g4 b> | c#5/4 d#/4 e/2 | f5/4( e d c)",
                "c5/1 | r/4 g5 r f | e5/8 r d r c r b4 r | <e5 g>/2 <d5 f>",
                second=((1, "a4/4 b g a | c5/4. b4/8 a/2 | f4/4 g b a | c5/4 c c/2 | "
                            "b4/4 g b a | a4/4 g f e | e4/4 f g a | a4/2 r/4 g | "
                            "a4/4. g/8 c5/4 a4 | <b4 d5>/4 <a4 c5> <g4 b> <f4 a> | b#4/4 c#5/4 c/2 | a4/4( g f e) | "
                            "e4/4 f g a | e4/4 r d r | c4/4 d e f | <c4 e>/1"),
                        (1, "s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | g4/2 a | s/1 | e4/2 d | s/1")))


def rests() -> Score:
    return page("Rests",
                "r/breve | R | r/2 r/2 | r/4 r r r",
                "r/4 r r/8 r r/16 r r/32 r r/64 r r r | r/2. r/4 | r/4. r/8 r/8. r/16 r/16. r/32 r/8 | c5/4 r d r",
                "c5/8 r d r e r f r | c5/16 r d r e/8 r/16 f g/8 r a/16 r b r | r/4 e5/2 r/4 | e5/2 r",
                "[3:2 c5/8 r d ] [3:2 r/8 e r ] [3:2 r/4 f g ] | R{fermata} | r/4{fermata} r r/2{fermata} | R*1",
                second=((1, "s/breve | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | g4/2 r/4 e | r/2 c4 | s/1 | s/1 | s/1 | s/1"),),
                more=lambda score: score.times.update({0: (8, 4), 1: (4, 4)}))


def measure_signs() -> Score:
    def set_up(score):
        score.at.update({2: {"style": "<multiple-rest>3</multiple-rest>"}, 5: {"style": "<multiple-rest>12</multiple-rest>"},
                         18: {"style": '<measure-repeat type="start">1</measure-repeat>'},
                         20: {"style": '<measure-repeat type="stop"/>'},
                         22: {"style": '<measure-repeat type="start">2</measure-repeat>'},
                         24: {"style": '<measure-repeat type="stop"/>'},
                         25: {"style": '<slash type="start" use-stems="no"/>'},
                         26: {"style": '<slash type="stop"/>'}})
    return page("Multi-measure rests, repeats and slashes",
                "c5/4 d e f | g5/2 e | R*3 | R*12 | c5/1",
                "c5/4 d e f | c5/4 d e f | c5/4 d e f | c5/8 d e f g f e d | c5/4 e g e | c5/8 d e f g f e d | c5/4 e g e",
                "c5/4 c c c | b4/4{h=slash} b{h=slash} b/8{h=slash} b{h=slash} b/4{h=slash}", more=set_up)


def tablature() -> Score:
    return page("Tablature",
                "e3/4{tab=6.0} a{tab=5.0} d4{tab=4.0} g{tab=3.0} | b4/8{tab=2.0} c5{tab=2.1} e{tab=1.0} g{tab=1.3} a/4{tab=1.5} c6{tab=1.8}",
                "g4/4{tab=3.0;ham(} a{tab=3.2;ham)} c5{tab=2.1;pull(} b4{tab=2.0;pull)} | d5/4{tab=2.3;full} c{tab=2.1;slide(} e{tab=2.5;slide)} r | e4/2{tab=4.2} c6{tab=1.8}",
                "<g3 b d4 g b g5>/4{tab=6.3,5.2,4.0,3.0,2.0,1.3} <d4 a d5 f#>{tab=4.0,3.2,2.3,1.2}"
                " d5/8{tab=2.15;h=x} d{tab=2.15;h=x} e/16{tab=1.0} d{tab=2.3} c{tab=2.1} a4{tab=3.2}"
                " | d5/4{tab=2.15;prebend} c{tab=2.13;release} a4/2{tab=3.2}",
                clefs=("tab",), lines=6)


def dots() -> Score:
    return page("Augmentation dots",
                "c5/2. d/4 | e5/4. f/8 g/8. a/16 b/4 | c5/4.. d/16 e/2 | c5/2.. d/8",
                "<c5 e>/2. <c5 d>/4 | <c5 d e f>/2. r/4 | <b4 c5 d e g>/2. r/4 | <c#5 eb g>/4. <c5 e>/8 <g4 a b>/2",
                "c5/8. d/16 e/8. f/16 g/16. a/32 g/16. f/32 e/8. d/16 | r/4. r/8 r/2 | r/2. r/4 | r/8. r/16 r/4. r/8 r/4",
                "c5/4. d/8 e/4. f/8 | b4/4. a/8 b/4. c5/8 | c5/2. d/4 | <c5 e>/4. <c5 e>/8 <d5 f>/2",
                second=((1, "s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | a4/4. b/8 g/4. a/8 | b4/4. c5/8 a4/4. g/8 | c5/2. b4/4 | <a4 c5>/4. g4/8 <b4 d5>/2"),))


def accidentals() -> Score:
    return page("Accidentals",
                "c#5/4 db dn d## | ebb5/4 e? f#? gb? | c5/4{a=(sharp)} d{a=[flat]} e{a=(natural)} f{a=sharp-sharp}",
                "c5/4{a=quarter-sharp} d{a=quarter-flat} e{a=three-quarters-sharp} f{a=three-quarters-flat} | "
                "c5/4{a=natural-sharp} d{a=natural-flat} e{a=triple-sharp} f{a=triple-flat} | c5/4{a=sharp-up} d{a=flat-down} e{a=natural-up} f{a=natural-down}",
                "<c#5 eb>/4 <c#5 e#> <c5 d#>/4 <eb4 gb bb> | <c#4 e# g# b#>/2 <db4 fb ab cb5> | <c#5 d# e# f##>/2 <db5 eb fb gb>",
                "<f#4 g# a# c#5 d#>/4 <fn4 gn an cn5 dn> <db4 eb gb ab bb db5> <c#4 d# f# g# a# c#5> | <c#4 c#5>/2 <ab4 ab5> | <bb3 eb4 ab db5 gb>/2 <b3 e4 a d5 g>",
                "c#5/16 d db c# c b#4 bb b c5/8 c# d d# | f#5/8 g gb f e eb d c# | g#4/8 a ab g f#/4 e",
                "c#5/1~ | c#5/2 c | c#5/4 d/4 c/4 c#",
                "<c#5 e g>/2~ <c#5 e g> | eb4/8 e f f# g g# a bb | <e4 g#>/4 <eb4 g> <d4 f#> <db4 f>", key=0)


def beams() -> Score:
    return page("Beams",
                "c5/8 d e f g f e d | f4/8 g a b c5 b4 a g | c5/8 c5 c5 c5 a4 a a a | e4/8 a5 e4 a5 c4 c6 c4 c6",
                "c5/16 d e f g f e d c d e f g f e d | c5/32 d e f g f e d c5/16 d e f c5/64 d e f g f e d c5/8 c/4 | c5/8. d/16 e/8. f/16 g/16 a/8. f/16 e/8.",
                "c5/8 d/16 e f e d/8 c/16 d/8 e/16 f/8 e | c5/16. d/32 e/16. f/32 c/8 r r/16 c d r c r d r | c4/8 r e c r/8 e g r",
                "<c5 e>/8 <d5 f> <e5 g> <f5 a> <c4 e> <d4 f> <e4 g> <f4 a> | g4/16 d5 b4 d5 g4 d5 b4 d5 c4/8 c6 a3/8 a5 | c6/8 d e f a3 g f e",
                "[3:2 c5/8 d e ] [3:2 f/16 g f ] e/8 [6:4 d/16 e f g f e ] d/4 | c5/16{fan=accel} d e f g f e d c/2 | G:b4/16 G:c5 d/4 g:e/8 c/4 d/2",
                "c5/8{stacc} d{acc} e{ten} f{marc} g/8{trem2} f{trem2} e{trem2} d{trem2} | c5/8~ c d~ d e/16 f~ f e d/4 | c4/8 d e f g a b c5")


def staff_crossing() -> Score:
    score = Score("Beams and slurs between two staves", "written for burin")
    piano = score.part("Piano", "Pno.", clefs=("treble", "bass"))
    score.voice(piano, "c3/8{st=2} g{st=2} e4 g c5 g4 e g3{st=2} | c3/16{st=2}( g{st=2} c4 e g c5 e g e c g4 e c g3{st=2} e{st=2} c{st=2}) | "
                       "c5/4 e g <c4 g e5> | <c4 e>/8 g3{st=2} <e4 g> g3{st=2} <c4 e>/2 | a2/8{st=2} a5 a2{st=2} a5 c4/4( g3{st=2}) | R | c5/4 d e f")
    score.voice(piano, "s/1 | s/1 | c3/8( e g c4{st=1} e{st=1} c{st=1} g3 e) | c2/1 | s/1 | <c2 c3>/4{arp} <e3 g c4>{arp} c2/2 | c3/8 r{st=1} e r{st=1} g/4 c", staff=2)
    return score


def tuplets() -> Score:
    return page("Tuplets",
                "[3:2 c5/8 d e ] [3:2 f4/8 g a ] [3:2 c5/4 d e ] | [3:2 c5/2 d e ] | [5:4 c5/16 d e f g ] [6:4 a f e d c d ] [7:4 e d c b4 c5 d e ] f/4 | [2:3 c5/8 d ] [4:3 e/8 f g a ] r/4".replace("[2:3 c5/8 d ] [4:3 e/8 f g a ] r/4", "[5:4 c5/8 d e f g ] c/2"),
                "[3:2 c5/4 d/8 ] [3:2 e/8 f/4 ] [3:2 r/8 g f ] [3:2 e/8 r d ] | [3:2 c5/8{tbrk} d e ] [3:2 f/8{tnobrk} g a ] [3:2 c4/4 a5 c4 ] | [9:8 c5/16 d e d c d e d c ] c/2",
                "[3:2 <c5 e>/8 <d5 f> <e5 g> ] [3:2 c5/8{stacc} d{stacc} e{stacc} ] [3:2 c5/4( d e) ] | [3:2 c4/8 a5 c4 ] [3:2 a5/8 c4 a5 ] [3:2 e5/8 c a4 ] [3:2 f4/8 a c5 ] | [3:2 c5/8 c c ] [3:2 d5/16 e d ] e/8 f/2",
                "c5/4 [3:2 d5/8 e f ] g/2 | [3:2 c5/8 d e ] f/4 [3:2 g5/4 f e ] | [5:4 c5/8 r e r g ] c/2",
                second=((1, "s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | [3:2 e4/8 f g ] a/4 [3:2 g4/4 f e ] | [3:2 e4/4 f g ] a/2 | s/1".replace(" | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 |", " | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 |", 1)),))


def tremolos() -> Score:
    return page("Tremolos",
                "c5/4{trem1} c{trem2} c{trem3} c{trem4} | f4/2{trem3} c6{trem3} | b4/1{trem3} | <c4 e g>/2{trem3} <c5 e g>{trem2}",
                "c5/8{trem1} d{trem1} e{trem2} f{trem2} g/8{nobeam;trem3} f/8{nobeam;trem3} e/4.{trem3} d/8{trem3}".replace("e/4.{trem3} d/8{trem3}", "e/4{trem3}") + " | c5/4{buzz} a4{buzz} c4/2{buzz} | a3/2{trem3} c6{trem3}",
                "[2:1 c5/2{trem3(} e/2{trem3)} ] [2:1 a4/2{trem3(} c6/2{trem3)} ] | [2:1 c5/1{trem3(} e/1{trem3)} ] | [2:1 c5/4{trem2(} e/4{trem2)} ] [2:1 f4/4{trem1(} a/4{trem1)} ] [2:1 <c5 e>/2{trem3(} <e5 g>/2{trem3)} ]",
                "[2:1 <c4 e>/1{trem3(} <g4 c5>/1{trem3)} ] | [2:1 c5/8{trem3(} e/8{trem3)} ] [2:1 c5/8{trem3(} e/8{trem3)} ] [2:1 f5/2.{trem3(} d/2.{trem3)} ] | [2:1 e5/2{trem3(;acc} c/2{trem3)} ] c/2{fermata;trem3}")


def grace_notes() -> Score:
    return page("Grace notes",
                "G:d5/8( c5/2) g:d5/8( c5/2) | g:d5/16( g:e d5/2) G:f4/8( e4/2) | g:a4/16( g:b g:c5 d/2) G:c5/8 d5/2 | G:a5/8( g5/4) G:b3/8( c4/4) c5/2",
                "G:c#5/8( d5/2) g:bb4/16( g:c5 b4/2) | c5/4( g:d5/16 g:e f/4) g:e/16( g:d c/2) | <c4 e g>/2 G:f#5/8( <e5 g>/2) | G:d5/8( c5/4{tr}) G:d/8( c/4{stacc}) G:d/8( c/4{acc}) g:d/4( c/4)",
                "g:c4/16( g:d g:e g:f g/2) g:c6/16( g:b5 g:a g:g f/2) | G:d5/8( c5/8) d e f G:g5/8( f5/8) e d c | c5/1{fermata} | G:e5/8 c5/4 r G:e5/8 c5/4 r")


def arpeggios() -> Score:
    score = Score("Arpeggios", "written for burin")
    piano = score.part("Harp", "Hp.", clefs=("treble", "bass"))
    score.voice(piano, "<c4 e g c5>/4{arp} <c5 e g>{arpup} <e5 g c6>{arpdown} <c4 g>{nonarp} | <c#4 eb g# bb>/2{arp} <c5 d e f>{arp} | "
                       "g4/8 <c5 e g>{arp} g4 <c5 e g>{arp} <c4 e>/2.{arp}".replace("<c4 e>/2.{arp}", "<c4 e>/2{arp}") + " | <c5 e g c6>/1{arp;fermata} | <c4 e g c5>/2{arp1} <e4 g c5>{arp1} | <c4 e>/2{arp1} <e4 g>{arp1}")
    score.voice(piano, "<c3 g>/4{arp} <c3 e>{arpup} <g2 e3>{arpdown} <c3 g>{nonarp} | <c3 g bb>/2{arp} <a2 e3 a>{arp} | <c3 e g>/2{arp} <c2 c3>{arp} | <c2 g c3>/1{arp} | <c2 g c3>/2{arp1} <c3 g>{arp2} | s/1", staff=2)
    score.voice(piano, "s/1 | s/1 | s/1 | s/1 | s/1 | <g3 b>/2{arp1} <a3 c4>{arp2}")
    return score


def glissandi() -> Score:
    return page("Glissandi, slides, falls and doits",
                "c5/2{gliss(} a5{gliss)} | a5/2{slide(} c4{slide)} | c4/2{glisst(} c6{gliss)} | g4/4{line(} g5{line)} g5/4{slide(} g4{slide)}",
                "c5/4{doit} c{falloff} c{scoop} c{plop} | <c4 e>/2{slide(} <g4 b>{slide)} | c#5/4{slide(} f#{slide)} eb5/4{gliss(} ab4{gliss)} | c4/2.{portt(} c6/4{slide)}",
                "c5/1{slide(} | a5/1{slide)} | c5/2{gliss(} r | r/2 g4/2{gliss)}")


def ties() -> Score:
    return page("Ties",
                "c5/2~ c/4~ c | f4/2~ f | <c4 e g>/2~ <c4 e g> | <c5 d e>/2~ <c5 d e>",
                "c5/4.~ c/8 d/4~ d/8 e | <c4 e g b d5>/2~ <c4 e g b d5>/4~ <c4 e g b d5> | c#5/2~ c# | <f#4 a# c#5>/2~ <f#4 a# c#5>",
                "b4/1~ | b4/1 | c5/2~ c/8 d e f | c5/4~ c~ c~ c",
                "c5/2~ c/4 d | e5/4~ e/2 d/4 | <c5 e>/2~ <c5 e>/4 d | c5/2{lv} <c4 e g>{lv}",
                second=((1, "s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | s/1 | a4/2~ a/4 g | c5/4~ c/2 b4/4 | <e4 g>/2~ <e4 g>/4 f | s/1"),))


def slurs() -> Score:
    return page("Slurs",
                "c5/4( d e f) | f4/4( g a b) | c4/4( c6 e5 g4) | e5/8( d) f( e) g4( a) b( c5)",
                "c5/4(( d) e( f)) | c5/4( a5 c4 a4) | c5/8( c d d e e f f) | <c4 e g>/2( <e4 g c5>)",
                "c5/4( d e f | g5/4 a g f) | c4/8( e g c5 e g c6 g5 | e5/2 c)",
                "c5/4{stacc}( d{stacc} e{stacc} f{stacc}) | c5/4{acc}( d{ten} e{marc} f{fermata}) | [3:2 c5/8( d e) ] [3:2 f4/8( g a) ] c5/2~( | c5/4 b4 a g)",
                "c5/4( d e f) | e5/4.( d/8 c/2) | g5/4( f e d | c5/1)",
                "c#5/4( eb) f#( g) | G:d5/8( c5/4( e) d) c | c5/16( d e f g f e d c5 b4 a g f g a b) | c5/2( c)",
                second=((1, "s/1 | " * 16 + "e4/4( f g a) | c5/4.( b4/8 a/2) | c4/4( d e f | e4/1) | s/1 | s/1 | s/1 | s/1"),))


def articulations() -> Score:
    names = ("stacc", "ten", "acc", "marc", "imarc", "stmo", "spicc", "port", "softacc", "stress", "unstress")
    lines = [" | ".join(f"f4/4{{{name};w={name}}} b{{{name}}} d5{{{name}}} a5{{{name}}}" for name in names[start:start + 3])
             for start in range(0, 9, 3)]
    lines.append(" | ".join(f"f4/4{{{name};w={name}}} b{{{name}}} d5{{{name}}} a5{{{name}}}" for name in names[9:])
                 + " | c4/4{acc;stacc} c6{acc;stacc} b4{ten;stacc} f5{marc;stacc}")
    lines.append("c5/8{stacc} d{stacc} e{stacc} f{stacc} g4{stacc} f{stacc} e{stacc} d{stacc} | c5/4{ten;acc} a4{ten;acc} <c4 e g>{acc;stacc} <c5 e g>{marc} | e5/4{stacc}( d{stacc} c{stacc} b4{stacc})")
    lines.append("c5/4{stacc} d{acc} e{ten} f{marc} | c5/4{stacc;fermata} d{acc;tr} e{ten;up} f{marc;down} | c5/2{stacc} d{ten}")
    return page("Articulations", *lines, second=((1, "s/1 | " * 15 + "a4/4{stacc} b{acc} c5{ten} d{marc} | s/1 | s/1"),))


def ornaments() -> Score:
    return page("Ornaments",
                "c5/4{tr;w=trill,_turns} c{turn} c{iturn} c{vturn} | c5/4{mord;w=mordents} c{imord} c{lmord} c{limord}",
                "c5/2{dturn;w=delayed_turns} c{diturn} | c5/4{shake;w=shake,_slide,_Haydn} c{schl} c{haydn} c{ivturn}",
                "c5/2{top=tr:sharp} c{top=tr:flat} | c5/2{top=turn:natural} c{top=mord:sharp} | a5/4{tr} c6{turn} e6{mord} g6{imord}",
                "c5/1{tr(} | d5/2{tr)} c | c5/2{tr(} d/4{tr)} e | c5/4{tr;stacc} d{turn;acc} e{mord;fermata} f{tr;ten}",
                "c5/4( d{tr} e{turn} f) | g:c5/16( g:d c5/2{tr}) G:b4/8( a/2{mord}) | e5/8{mord} d c{tr} b4 c5/2{turn}",
                "e5/2{tr} d{tr} | f5/4{mord} e{turn} d/2{tr} | c5/4{top=tr:sharp;tr(} d{tr~} e{tr)} f", second=((1, "s/1 | " * 12 + "c5/2{tr} b4{tr} | s/1".replace("s/1", "a4/4{mord} g{turn} f/2{tr}")),))


def technical() -> Score:
    return page("Bows, fingers and other techniques",
                "c5/4{down} d{up} e{down} f{up} | g4/4{open} a{harm} b{thumb} c5{stop} | c5/4{snap} d{dtongue} e{ttongue} f{hopen}",
                "c5/4{f1} d{f2} e{f3} f{f4} | <c4 e g>/4{f1} a3{f5} c6{f5} <c5 e>{f2} | c5/4{sub} d{string1} e{string2} f{pluck}",
                "c5/4{heel} d{toe} e{fnail} f{half} | c5/4{hole} d{tap} e{brass} f{flip} | c5/4{smear} d{golpe} e{hand} f{arrow}",
                "g4/4{ham(} a{ham)} c5{pull(} b4{pull)} | c5/8{f1;stacc} d{f2} e{f3} f{f4} g{f5} f{f4} e{f3} d{f2} | c5/4{down;acc}( d e{up;ten} f) | c5/4{f3;tr} d{f2;turn} e{f1;fermata} r")


def holds() -> Score:
    return page("Fermatas, breaths and caesuras",
                "c5/4{fermata} a4{fermata} c4{fermata} c6{fermata} | c5/4{ifermata} a4{ifermata} f{fangle} g{fsquare} | c5/4{fdouble} d{fcurlew} r{fermata} r | R{fermata}",
                "c5/4{breath} d{btick} e{bupbow} f{bsalzedo} | c5/4{caes} d{cthick} e{cshort} f{ccurved} | c5/2{fermata;breath} d{fermata;caes} | <c4 e g>/4{fermata;acc} c6{fermata;tr} c5{fermata;stacc} c{fermata;ten}",
                "c5/2{fermata}( d{fermata}) | [3:2 c5/8{fermata} d e{fermata} ] c/4{trem3;fermata} r/2{fermata} | c5/2{fermata} d | c5/1{fermata}",
                second=((1, "s/1 | " * 10 + "a4/2{ifermata} b | f4/1{ifermata}"),))


def clefs_keys_times() -> Score:
    def set_up(score):
        score.times.update({2: (3, 4), 3: (6, 8), 4: (2, 2), 5: (5, 4), 6: (12, 8), 7: (4, 4)})
        score.keys.update({0: 0, 4: 3, 7: -4, 10: 7, 12: -7, 14: 0})
        score.at.update({0: {"symbol": "common"}, 4: {"symbol": "cut"}})
    return page("Clefs, keys and times",
                "c5/1 | clef=bass c3/2 clef=treble c5/4 clef=alto c4 | clef=tenor c4/2. | clef=soprano c4/4. c",
                "clef=treble c#5/2 d | c#5/4 d e f# g# | c#5/4. d e f# | c5/2 clef=bass c3",
                "ab2/4 bb c3 db | clef=treble8 c4/1 | c#4/1 | clef=treble8a c#6/2 d#",
                "clef=treble cb5/1 | clef=alto cb4/2 clef=treble cb5 | c5/1 | c5/2 clef=bass c3/4 e", more=set_up)


def barlines() -> Score:
    def set_up(score):
        score.at.update({0: {"right": "dashed"}, 1: {"right": "dotted"}, 2: {"right": "light-light"}, 3: {"right": "heavy"},
                         4: {"left": "repeat", "right": "heavy-light"}, 5: {"right": "repeat"}, 6: {"left": "repeat"},
                         7: {"ending": "1", "right": "repeat"}, 8: {"ending": "2", "ends": "discontinue"},
                         9: {"right": "tick"}, 10: {"right": "short"}, 11: {"right": "none"},
                         13: {"ending": "1, 2", "right": "repeat"}, 14: {"ending": "3", "right": "light-heavy"}})
    return page("Barlines, repeats and endings",
                "c5/2{w=dashed} d | c5/2{w=dotted} d | c5/2{w=double} d | c5/2{w=heavy} d",
                "c5/2{segno} d | c5/2 d | c5/2{w=repeat} d | c5/2 d | c5/2 d",
                "c5/2{w=tick} d | c5/2{w=short} d | c5/2{w=none} d | c5/2{coda} d | c5/2 d | c5/2{reh=B} d", more=set_up)


def dynamics() -> Score:
    return page("Dynamics and hairpins",
                "c4/4{dyn=pppp} c{dyn=ppp} c{dyn=pp} c{dyn=p} | c4/4{dyn=mp} c{dyn=mf} c{dyn=f} c{dyn=ff} | c4/4{dyn=fff} c{dyn=ffff} c{dyn=fp} c{dyn=sf}",
                "c4/4{dyn=sfz} c{dyn=sfp} c{dyn=fz} c{dyn=rfz} | c4/4{dyn=sffz} c{dyn=n} c{dyn=pf} c{dyn=sfpp} | c4/2{odyn=sempre_f} c{dyn=p;wb=dolce}",
                "c5/4{dyn=p;<} d e f | g5/4{dyn=f;>} f e d | c5/4{dyn=p;<} d{>} e f{!}",
                "c4/4{dyn=pp;<} a3 f3 a3 | c4/2{dyn=mf;>} e4{dyn=p} | c5/8{dyn=f} d e{dyn=p} f g{dyn=f} f e{dyn=p} d",
                "c5/1{<} | c5/1 | c5/1{dyn=ff} | c5/4{dyn=p;wb=cresc.;dash(} d e f{dash)}",
                "c5/4{dyn=f}( d{dyn=p}) e{stacc;dyn=sfz} f | a3/4{dyn=mf;<}( c4 e g){!} | c5/1{dyn=pp;fermata}")


def lines_around() -> Score:
    score = Score("Octave lines, pedals, dashes and brackets", "written for burin")
    piano = score.part("Piano", "Pno.", clefs=("treble", "bass"))
    score.at.update({3: {"break": "system"}, 6: {"break": "system"}})
    score.voice(piano, "c6/4{8va(} d e f{8va)} | c6/4{15ma(} d e f{15ma)} | c6/4{8va(}( e g c7 | g6/4 e c g5{8va)}) | c5/4{brk(} d e f{brk)} | c5/4{wb=rit.;dash(} d e f{dash)} |"
                       " c5/4{t=Presto;8va(} d{tr} e f{8va)} | c5/8{stacc} d e f g f e d | c5/1{fermata}")
    score.voice(piano, "c3/4{ped} e g c4{ped*} | c3/4{pedl} e g e{pedl*} | c2/4{8vb(} d e f{8vb)} | c3/2{pedl} c{pedl*} | c3/4{ped} g{ped*} c{ped} g{ped*} | c3/1{pedl} | "
                       "c3/2 g{pedl*} | c3/4{dyn=f;ped} e g c4{ped*} | c2/1", staff=2)
    return score


def lyrics() -> Score:
    score = Score("Lyrics", "written for burin", key=1)
    voice = score.part("Voice", "V.")
    score.at.update({4: {"break": "system"}, 8: {"break": "system"}})
    score.voice(voice, "g4/4 a b c5 | d5/2( c/4 b4) | a4/4( b c5 d | e5/1) | d5/8 d c c b4 b a a | g4/4.( a/8 b/4 c5) | d5/1~ | d5/2 r | g4/4{stacc} a b( c5) | c4/4 e g( e) | a4/2 b | g4/1{fermata}")
    sing(voice, 1, "Glo- ri- a in ex- _ _ cel- _ _ _ _ sis. Quick- ly, quick- ly runs the riv- er on- _ _ ward,  far _ a- way, far _ to the sea, _ wide sea, the sea.")
    sing(voice, 2, "Slow and qui- et, sing- _ _ ing, _ _ _ _ now Strength, through thoughts and strength- ened hands, oh, long, _ _ _ long _ be- fore the _ day _ was done, and night.")
    sing(voice, 3, "L’a~a- ni- ma")
    return score


def chord_symbols() -> Score:
    return page("Chord symbols",
                "c5/4{ch=C} d{ch=Dm7} g4{ch=G7/B} c5{ch=Cmaj7} | c5/2{ch=F#m} d{ch=B♭} | c5/4{ch=Cdim} d{ch=Daug} e{ch=E6} f{ch=Fsus4}",
                "a5/4{ch=C} c6{ch=Dm7} e6{ch=G7} c6{ch=C} | c5/8{ch=C} d{ch=D7} e{ch=Em7} f{ch=Fmaj7} g/2{ch=G} | c5/1{ch=C}")


def figured_bass() -> Score:
    return page("Figured bass", "c3/4{fb=6} d{fb=6,4} e{fb=6,5} f{fb=7} | g2/2{fb=4,3} a{fb=6,4,2} | c3/8{fb=5} d{fb=6} e{fb=7} f{fb=9} c/2{fb=8,5,3} | c2/1{fb=7,5}", clefs=("bass",))


def tempi_and_texts() -> Score:
    return page("Tempo, text and rehearsal marks",
                "c5/4{t=Allegro_con_brio;m=quarter=144} d e f | c5/4{t=Adagio} d e{m=eighth=60} f | c5/4{m=quarter.=96} d e{m=half=60} f | c5/2{reh=A} d",
                "c5/4{w=pizz.} d e{w=arco} f | c5/4{we=espressivo} d e f{wb=dolce} | c5/4{reh=12;t=Più_mosso} d e f | c6/4{t=Meno_mosso;w=solo} e6 g6 e6",
                "c5/4{segno} d e f | c5/4{coda} d e f | c5/4{w=D.S._al_Coda} d e f | c5/1{t=Tempo_I;m=quarter=144;fermata}")


SCORES = {f"families/{name}": compose for name, compose in {
    "noteheads": noteheads, "chords": chords, "stems": stems, "voices": voices, "rests": rests, "measure-signs": measure_signs, "tablature": tablature, "dots": dots,
    "accidentals": accidentals, "beams": beams, "staff-crossing": staff_crossing, "tuplets": tuplets, "tremolos": tremolos,
    "grace-notes": grace_notes, "arpeggios": arpeggios, "glissandi": glissandi, "ties": ties, "slurs": slurs,
    "articulations": articulations, "ornaments": ornaments, "technical": technical, "holds": holds,
    "clefs-keys-times": clefs_keys_times, "barlines": barlines, "dynamics": dynamics, "lines": lines_around, "lyrics": lyrics,
    "chord-symbols": chord_symbols, "figured-bass": figured_bass, "tempi-and-texts": tempi_and_texts}.items()}
