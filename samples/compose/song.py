"""A song with two verses: Auld Lang Syne (words by Robert Burns, tune traditional), harmonised for burin."""
from fractions import Fraction

from musicxml import Score, sing


def song() -> Score:
    score = Score("Auld Lang Syne", "Scots air", "Robert Burns (1759–1796)", key=-1)
    score.pickup = Fraction(1)
    voice = score.part("Voice", vocal=True)
    piano = score.part("Piano", "Pno.", clefs=("treble", "bass"))
    score.at[8] = {"right": "light-light"}
    score.voice(voice, """
        c4/4{t=Andante;dyn=mf} | f4/4. f/8 f/4 a | g4/4. f/8 g/4 a | f4/4. f/8 a/4 c5 | d5/2. d/4 |
        c5/4. a4/8 a/4 f | g4/4. f/8 g/4 a | f4/4.{>} d/8 d/4 c | f4/2.{!} d5/4{dyn=f} |
        c5/4. a4/8 a/4 f | g4/4. f/8 g/4 d5 | c5/4. a4/8 a/4 c5 | d5/2.{fermata} d/4 |
        c5/4.{dyn=mf} a4/8( g) f/4. | g4/4. f/8 g/4 a |
        f4/4.{>} d/8 d/4 c | f4/2.{!} r/4""")
    chorus = """For auld lang syne, my jo, for auld lang syne, we’ll tak a cup o’ kind- ness _ yet, for auld lang syne, for
        auld lang _ syne."""
    sing(voice, 1, """Should auld ac- quain- tance be for- got, and ne- ver brought to mind? Should auld ac- quain- tance
        be for- got, and days of auld lang syne! """ + chorus)
    sing(voice, 2, """And sure- ly ye’ll be your pint- stowp, and sure- ly I’ll be mine! And we’ll tak a cup o’ kind- ness
        yet, for days of auld lang syne! """ + chorus)
    score.voice(piano, """
        r/4{dyn=mp} | <a3 c4 f>/2 <a3 c4 f>/4 <a3 c4 f> | <bb3 c4 e>/2 <bb3 c4 e> | <a3 c4 f>/2 <a3 eb4 f> |
        <bb3 d4 f>/2. <bb3 f4 bb>/4 | <a3 c4 f>/2 <a3 c4 f> | <bb3 c4 e>/2 <bb3 c4 e> | <a3 d4 f>/4. <bb3 d4>/8 <bb3 d4>/4 <bb3 c4 e>
        | <a3 c4 f>/2. <bb3 f4 bb>/4 | <a3 f4 c5>/2 <a3 c4 f> | <bb3 c4 e>/2 <bb3 e4 g> | <a3 f4 a>/2 <c4 eb a> |
        <d4 f bb>/2.{fermata} <bb3 f4 bb>/4 | <a3 c4 f>/2 <a3 c4 f> | <bb3 c4 e>/2 <bb3 c4 e> |
        <a3 d4 f>/4. <bb3 d4>/8 <bb3 d4>/4 <bb3 c4 e> | <a3 c4 f>/2. r/4""")
    score.voice(piano, """
        r/4 | f2/4( c3 f c) | c3/4( g2 c3 e) | f2/4( c3 f a2) | bb2/4( f3 bb) g3 | f3/4( c a2 f) | c3/4( g2 c3 e) |
        d3/4 bb2 g c3 | f2/4( c3 f) g3 | f3/4( c a2 f) | c3/4( g2 c3 e) | f2/4( c3 f f#) | g3/4( d bb2){ifermata} g3 |
        f3/4( c a2 f) | c3/4( g2 c3 e) | d3/4 bb2 g c3 | <f2 c3>/2. r/4""", staff=2)
    return score


SCORES = {"song": song}
