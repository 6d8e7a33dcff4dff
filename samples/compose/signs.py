"""Every sign that burin reads: one measure each, with words that name it."""
from musicxml import Score, sing

# (words, music of one measure); a blank in words is written _
SIGNS = [
    ("whole_note", "c5/1"), ("half_notes", "b4/2 a"), ("quarters", "a4/4 b c5 a4"), ("flags", "a4/8{nobeam} r c5/16{nobeam} r/8. a4/32{nobeam} r/8.. r/4"),
    ("beams", "a4/8 b c5/16 d e d c/32 d e f e/8 d/4"), ("broken_beams", "a4/8. b/16 c5/16 b4/8. a4/8 c5/32 b4 a/16 g4/4"),
    ("rests", "r/2 r/4 r/8 r/16 r/32 r/64 r/64"), ("whole-measure_rest", "R"),
    ("dots", "c5/2. c/8. d/16"), ("double_dots", "c5/4.. d/16 c/2"), ("breve", None),
    ("chord", "<c4 e g c5>/2 <c5 d e>"), ("ledger_lines", "c4/4 a3 a5 c6"), ("accidentals", "c#5/4 db cn c##"),
    ("double_flat", "bb4/4 bbb a#? an"), ("tie", "c5/2~ c"), ("chord_ties", "<c5 e g>/2~ <c5 e g>"), ("slur", "a4/4( c5 e a4)"),
    ("nested_slurs", "a4/4(( c5) d( c))"), ("triplet", "[3:2 c5/4 d e ] [3:2 c/8 d e ] c/4"),
    ("quintuplet", "[5:4 c5/16 d e d c ] b4/4 [7:4 c5/16 d e f e d c ] b4/4"), ("appoggiatura", "g:d5/8( c5/2) g:d5/16( g:c b4/2)"),
    ("acciaccatura", "G:d5/8( c5/2) b4"), ("cue_note", "c5/2{cue} d"),
    ("staccato", "c5/4{stacc} a4{stacc} c5 a4"), ("staccatissimo", "c5/4{stmo} a4{stmo} c5 a4"), ("tenuto", "c5/4{ten} a4{ten} c5 a4"),
    ("accent", "c5/4{acc} a4{acc} c5 a4"), ("marcato", "c5/4{marc} a4{marc} c5 a4"), ("detached_legato", "c5/4{port} a4{port} c5 a4"),
    ("accent,_staccato", "c5/4{acc;stacc} a4{acc;stacc} c5{ten;acc} a4"), ("spiccato", "c5/4{spicc} a4 c5 a4"),
    ("soft_accent", "c5/4{softacc} a4 c5 a4"), ("stress,_unstress", "c5/4{stress} a4{unstress} c5 a4"),
    ("scoop,_plop", "c5/2{scoop} c{plop}"), ("doit,_falloff", "c5/2{doit} c{falloff}"), ("breath_mark", "c5/2{breath} d"), ("caesura", "c5/2{caes} d"),
    ("trill", "c5/2{tr} d"), ("trill_line", "c5/2{tr(} d/2{tr)}"), ("turn", "c5/2{turn} d{iturn}"), ("delayed_turn", "c5/2{dturn} d"),
    ("mordent", "c5/2{mord} d{imord}"), ("shake,_schleifer", "c5/2{shake} d{schl}"),
    ("tremolo", "c5/4{trem1} a4{trem2} c5/2{trem3}"), ("two-note_tremolo", "[2:1 c5/2{trem3(} e/2{trem3)} ] c/2"),
    ("down-bow,_up-bow", "c5/4{down} d{up} e d"), ("open_string,_harmonic", "c5/4{open} d{harm} e d"), ("stopped,_thumb", "c5/4{stop} d{thumb} e d"),
    ("snap_pizzicato", "c5/2{snap} d"), ("tonguing", "c5/2{dtongue} d{ttongue}"), ("heel,_toe", "c5/2{heel} d{toe}"),
    ("fingering", "c5/4{f1} d{f2} e{f3} f{f4}"), ("string", "c5/2{string2} d"), ("fermata", "c5/2{fermata} d"), ("inverted_fermata", "c5/2{ifermata} d"),
    ("arpeggio", "<c4 e g c5>/2{arp} <c4 e g c5>"), ("arpeggio_up,_down", "<c4 e g c5>/2{arpup} <c4 e g c5>{arpdown}"),
    ("glissando", "c5/2{gliss(} a5/2{gliss)}"), ("slide", "c5/2{slide(} a5/2{slide)}"),
    ("noteheads", "c5/4{h=x} c{h=diamond} c{h=triangle} c{h=slash}"), ("more_noteheads", "c5/4{h=circle-x} c{h=square} c{h=cross} c{h=inverted_triangle}"),
    ("quiet_dynamics", "c5/4{dyn=ppp} c{dyn=pp} c{dyn=p} c{dyn=mp}"), ("loud_dynamics", "c5/4{dyn=mf} c{dyn=f} c{dyn=ff} c{dyn=fff}"),
    ("forced_dynamics", "c5/4{dyn=fp} c{dyn=sf} c{dyn=sfz} c{dyn=rfz}"), ("dynamic_words", "c5/2{odyn=sempre_f} c"),
    ("crescendo", "c5/4{<} d e f"), ("diminuendo", "f5/4{!;>} e d c"), ("words_below", "c5/2{!;wb=dolce} d"), ("italic_words", "c5/2{we=espressivo} d"),
    ("tempo", "c5/2{t=Allegro} d"), ("metronome", "c5/2{m=quarter.=96} d"), ("rehearsal_mark", "c5/2{reh=A} d"), ("segno", "c5/2{segno} d"), ("coda", "c5/2{coda} d"),
    ("ottava", "c6/4{8va(} d e f{8va)}"), ("ottava_bassa", "c4/4{8vb(} d e f{8vb)}"), ("quindicesima", "c6/4{15ma(} d e f{15ma)}"),
    ("pedal_signs", "c5/2{ped} d/4 e{ped*}"), ("pedal_line", "c5/2{pedl} d/4 e{pedl*}"), ("dashes", "c5/2{wb=cresc.;dash(} d/4 e{dash)}"),
    ("bracket", "c5/2{brk(} d/4 e{brk)}"), ("chord_symbols", "c5/4{ch=C} d{ch=Dm7} g4{ch=G7/B} c5{ch=Cmaj7}"), ("figured_bass", "c5/2{fb=6} d{fb=6,4}"),
    ("bass_clef", "clef=bass c3/2 e"), ("tenor_clef", "clef=tenor c4/2 e"), ("alto_clef", "clef=alto c4/2 e"), ("octave_clef", "clef=treble8 c4/2 e"),
    ("treble_clef", "clef=treble c5/4 b4/8 clef=bass a3 g3/2"), ("two_voices", "clef=treble c5/4 d e f"), ("unison,_second", "c5/4 b4 a g"),
    ("flat_key", "bb4/4 ab g eb"), ("sharp_key", "c#5/4 f# g# d#"), ("key_cancelled", "c5/4 f4 g d5"), ("three-four_time", "c5/4 d e"),
    ("six-eight_time", "c5/8 d e f e d"), ("five-eight_time", "c5/8 d e f e"), ("cut_time", "c5/2 d"), ("common_time", "c5/4 d e f"),
    ("lyrics", "c5/4 d e f"), ("dashed_barline", "c5/1"), ("double_barline", "c5/1"), ("dotted_barline", "c5/1"), ("no_barline", "c5/1"), ("repeat_begins", "c5/1"),
    ("first_ending", "c5/1"), ("second_ending", "d5/1"), ("final_barline", "c5/1"),
]
SECOND_VOICE = {"two_voices": "a4/2 g4/4 f", "unison,_second": "c5/4 a4 a a"}
TIMES = {"three-four_time": (3, 4), "six-eight_time": (6, 8), "five-eight_time": (5, 8), "cut_time": (2, 2),
         "common_time": (4, 4)}
KEYS = {"flat_key": -3, "sharp_key": 4, "key_cancelled": 0}
BARS = {"dashed_barline": {"right": "dashed"}, "double_barline": {"right": "light-light"},
        "dotted_barline": {"right": "dotted"}, "no_barline": {"right": "none"}, "repeat_begins": {"left": "repeat"},
        "first_ending": {"ending": "1", "right": "repeat"}, "second_ending": {"ending": "2", "ends": "discontinue"},
        "cut_time": {"symbol": "cut"}, "common_time": {"symbol": "common"}}


def signs() -> Score:
    score = Score("Signs", "written for burin", subtitle="one a measure, named above")
    staff = score.part("Signs")
    first, second = [], []
    for name, music in SIGNS:
        if music is None:
            continue
        measure = len(first)
        for table, target in ((TIMES, score.times), (KEYS, score.keys), (BARS, score.at)):
            if name in table:
                target[measure] = table[name]
        first.append(named(name, music))
        second.append((measure, SECOND_VOICE.get(name)))
    score.voice(staff, " | ".join(first))
    lower = [other if other else f"s/{gap(score.time_of(measure))}" for measure, other in second]
    score.voice(staff, " | ".join(lower))
    where = [name for name, music in SIGNS if music].index("lyrics")
    sing_at(staff, where, ("Glo- ri- a _", "A- men, a- men"))
    return score


def gap(time) -> str:
    """The value of a silent measure."""
    return {(4, 4): "1", (2, 2): "1", (3, 4): "2.", (6, 8): "2.", (5, 8): "2 s/8"}[time]


def named(name: str, music: str) -> str:
    """The measure with the name of its sign as words above its first note."""
    head, *rest = music.split(" ")
    lead = []
    while head.startswith(("clef=", "[", "g:", "G:", "<")) and not head.endswith("}"):
        if head.startswith("<"):
            while ">" not in head:
                head += " " + rest.pop(0)
            break
        lead.append(head)
        head = rest.pop(0)
    sign = "w=" + name.capitalize()
    if "{" in head:
        head = head.replace("{", "{" + sign + ";", 1)
    else:
        body = head.rstrip("()~")
        head = body + "{" + sign + "}" + head[len(body):]
    return " ".join([*lead, head, *rest])


def sing_at(staff, measure, verses) -> None:
    """Lyrics for the notes of one measure only."""
    whole = staff.voices[0]
    staff.voices[0] = (1, whole[1][measure:measure + 1])
    for number, text in enumerate(verses, 1):
        sing(staff, number, text)
    staff.voices[0] = whole


SCORES = {"signs": signs}
