"""The opening of a string quartet movement, written for burin."""
from musicxml import Score


def quartet() -> Score:
    score = Score("String Quartet in D minor", "written for burin", subtitle="opening of the first movement", key=-1)
    violin1, violin2 = score.part("Violin I", "Vln. I"), score.part("Violin II", "Vln. II")
    viola = score.part("Viola", "Vla.", clefs=("alto",))
    cello = score.part("Violoncello", "Vc.", clefs=("bass",))
    score.group(violin1, cello)
    score.at[7] = {"right": "light-light"}
    score.voice(violin1, """
        a4/4.{t=Allegro_con_moto;m=quarter=132;dyn=p}( d5/8) f5/4( e/8 d) | c#5/4( e) a4/2{acc} |
        bb4/4.{<}( d5/8) g/4( f/8 e) | f5/2{>}( e/4) r{!} | d6/4{dyn=f;marc} a5{stmo} f{stmo} d{stmo} |
        eb5/2{dyn=sfz}( d/4 c) | bb4/8{<}( c5 d eb f g a bb) | a5/2{dyn=ff}( g#/4) r |
        a5/4.{reh=A;dyn=mf;we=cantabile}( bb/8 a/4 g) | f5/4.( g/8 f/4 e) | d5/16( e f g a/8){stacc} f{stacc} d6/4{tr} r |
        c#6/4{dyn=f} b5/8( a) g/4( f/8 e) | d5/4{down} r r/8 a4/16( b c#5/8){stacc} a4{stacc} |
        [3:2 d5/8( e f) ] [3:2 g( f e) ] f/4 e{up} | G:c#5/8( d5/4){dyn=p} G:c#5/8( d5/4) <d5 f>/8{stacc} <c#5 e>{stacc} r/4 |
        <f4 d5>/2{dyn=f;>} r/4{!} r/4{fermata}""")
    score.voice(violin2, """
        d4/8{dyn=p}( f a f) d( f a f) | c#4/8( e a e) c#( e a e) | d4/8{<}( g bb g) d( g bb g) |
        d4/8{>}( f a f) c#/4{!} r | d5/4{dyn=f;marc} a4{stmo} f{stmo} d{stmo} | g4/2{dyn=sfz}( f/4 eb) |
        d4/8{<}( f bb f) d( f bb d5) | d5/2{dyn=ff}( b4/4) r | r/8{dyn=mp} e4 a e r d g d | r/8 d4 a d r c#4 g c# |
        r/8 d4 a d f/4 r | <e4 a>/4{dyn=f} <e a> <e a> r | a4/16( g f e d/8){stacc} d{stacc} r/2 |
        f4/8( d f a) d5/4 c#5 | a4/4{dyn=p} a <a d5>/8{stacc} <a4 c#5>{stacc} r/4 | <d4 a>/2{dyn=f;>} r/4{!} r/4{fermata}""")
    score.voice(viola, """
        a3/4{dyn=p;we=pizz.} r d4 r | a3/4 r e4 r | g3/4{<} r d4 r | a3/4{>} r a r{!} |
        d4/4{dyn=f;marc;we=arco} a3{stmo} f{stmo} d{stmo} | bb3/2{dyn=sfz}( ab/4 g) | f3/4{<} bb d4 f |
        f4/2{dyn=ff}( e/4) r | c4/2{dyn=mp}( bb3) | a3/2( g) | f3/4( a d4) r | <g3 c#4>/4{dyn=f} <g c#4> <g3 c#4> r |
        f4/2{trem3} e4/2{trem3} | a3/4( d4) <a3 f4> <g3 e4> | f4/4{dyn=p} f f/8{stacc} g{stacc} r/4 |
        <a3 f4>/2{dyn=f;>} r/4{!} r/4{fermata}""")
    score.voice(cello, """
        d3/4{dyn=p;we=pizz.} r d r | a2/4 r c#3 r | g2/4{<} r bb r | a2/4{>} r a r{!} |
        d3/4{dyn=f;marc;we=arco} a2{stmo} f{stmo} d{stmo} | eb2/2{dyn=sfz}( f/4 g) | bb2/4{<} d3 f bb |
        e3/2{dyn=ff}~ e/4 r | a3/2{dyn=mp}( g) | f3/2( e) | d3/4( c bb2) r | a2/4{dyn=f} a a r |
        clef=tenor d4/8( c#4 d e f/4) r | clef=bass d3/4( bb2) a2 a | r/4{dyn=p} d3/4 a2/8{stacc} a{stacc} r/4 |
        d2/2{dyn=f;>} r/4{!} r/4{fermata}""")
    return score


SCORES = {"quartet": quartet}
