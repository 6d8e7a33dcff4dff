"""What each attribute of MusicXML with a visible meaning changes: a small score with it and one without."""

NOTE = "<note><pitch><step>B</step><octave>4</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type>{}</note>"
HIGH = "<note><pitch><step>C</step><octave>6</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type>{}</note>"


def notations(inside, last=""):
    """Four notes; the first one has these notations, the third one `last`."""
    end = f"<notations>{last}</notations>" if last else ""
    return NOTE.format(f"<notations>{inside}</notations>") + NOTE.format("") + NOTE.format(end) + NOTE.format("")


def on_note(inside, note=NOTE):
    return note.format(inside) + 3 * NOTE.format("")


def direction(inside, last="", attributes=""):
    end = f"<direction><direction-type>{last}</direction-type></direction>" if last else ""
    return (f"<direction{attributes}><direction-type>{inside}</direction-type></direction>" + 3 * NOTE.format("") + end + NOTE.format(""))


def eighths(beams):
    return "".join("<note><pitch><step>B</step><octave>4</octave></pitch><duration>0.5</duration><voice>1</voice><type>eighth</type>"
                   f"{beam}</note>" for beam in beams) + 2 * NOTE.format("")


def attributes(inside):
    return f"<attributes>{inside}</attributes>" + 4 * NOTE.format("")


def harmony(inside):
    return f"<harmony>{inside}</harmony>" + 4 * NOTE.format("")


ROOT = "<root><root-step>C</root-step></root>"
BEAM = [f'<beam number="1">{x}</beam><beam number="2">{x}</beam><beam number="3">{x}</beam>' for x in ("begin", "continue", "continue", "end")]
TRIPLET = "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>"
TUPLET = ("".join(f"<note><pitch><step>B</step><octave>4</octave></pitch><duration>0.6666</duration><voice>1</voice><type>quarter</type>"
                  f"{TRIPLET}<notations>{x}</notations></note>" for x in ('<tuplet type="start" number="1"/>', "", '<tuplet type="stop" number="1"/>')) + 2 * NOTE.format(""))
REST4 = "<note><rest/><duration>4</duration><voice>1</voice><type>whole</type></note>"
REPEAT = "<measure number=\"2\">" + 4 * NOTE.format("") + "</measure>"

PLACES = {
    "accidental": on_note("<accidental>sharp</accidental>"),
    "accidental-mark": notations("<accidental-mark>sharp</accidental-mark>"),
    "arpeggiate": NOTE.format("<notations><arpeggiate/></notations>") +
                  "<note><chord/><pitch><step>E</step><octave>5</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type>"
                  "<notations><arpeggiate/></notations></note>" + 3 * NOTE.format(""),
    "arrow": notations("<technical><arrow><arrow-direction>up</arrow-direction></arrow></technical>"),
    "accent": notations("<articulations><accent/></articulations>"),
    "staccato": notations("<articulations><staccato/></articulations>"),
    "strong-accent": notations("<articulations><strong-accent/></articulations>"),
    "other-articulation": notations("<articulations><other-articulation>x</other-articulation></articulations>"),
    "doit": notations("<articulations><doit/></articulations>"),
    "falloff": notations("<articulations><falloff/></articulations>"),
    "bar-style": 4 * NOTE.format("") + '<barline location="right"><bar-style>light-light</bar-style></barline>',
    "barline": 4 * NOTE.format("") + '<barline location="right"><bar-style>light-light</bar-style></barline>',
    "bass": harmony(ROOT + "<kind>major</kind><bass><bass-step>E</bass-step></bass>"),
    "beam": eighths(BEAM),
    "beat-repeat": attributes('<measure-style><beat-repeat type="start"><slash-type>eighth</slash-type></beat-repeat></measure-style>'),
    "beater": direction("<percussion><beater>bow</beater></percussion>"),
    "bend": notations("<technical><bend><bend-alter>2</bend-alter></bend></technical>"),
    "bracket": direction('<bracket type="start" line-end="none"/>', '<bracket type="stop" line-end="none"/>'),
    "breath-mark": notations("<articulations><breath-mark/></articulations>"),
    "cancel": attributes("<key><cancel>2</cancel><fifths>-1</fifths></key>"),
    "clef": attributes("<clef><sign>F</sign><line>4</line></clef>"),
    "coda": direction("<coda/>"),
    "dashes": direction('<dashes type="start"/>', '<dashes type="stop"/>'),
    "degree": harmony(ROOT + "<kind>dominant</kind><degree><degree-value>9</degree-value><degree-alter>-1</degree-alter><degree-type>add</degree-type></degree>"),
    "degree-alter": harmony(ROOT + "<kind>dominant</kind><degree><degree-value>9</degree-value><degree-alter>-1</degree-alter><degree-type>add</degree-type></degree>"),
    "degree-type": harmony(ROOT + "<kind>dominant</kind><degree><degree-value>9</degree-value><degree-alter>-1</degree-alter><degree-type>add</degree-type></degree>"),
    "degree-value": harmony(ROOT + "<kind>dominant</kind><degree><degree-value>9</degree-value><degree-alter>-1</degree-alter><degree-type>add</degree-type></degree>"),
    "direction": direction("<words>legato</words>"),
    "dot": NOTE.format("<dot/>").replace(">1<", ">1.5<") + NOTE.format(""),
    "dynamics": direction("<dynamics><p/></dynamics>"),
    "elision": on_note("<lyric><text>a</text><elision> </elision><text>e</text></lyric>"),
    "ending": '<barline location="left"><ending number="1" type="start">1.</ending></barline>' + 4 * NOTE.format("") +
              '<barline location="right"><ending number="1" type="stop"/><repeat direction="backward"/></barline>',
    "extend": on_note("<lyric><syllabic>single</syllabic><text>a</text><extend/></lyric>"),
    "fermata": notations("<fermata/>"),
    "figure": "<figured-bass><figure><figure-number>6</figure-number></figure></figured-bass>" + 4 * NOTE.format(""),
    "figure-number": "<figured-bass><figure><figure-number>6</figure-number></figure></figured-bass>" + 4 * NOTE.format(""),
    "figured-bass": "<figured-bass><figure><figure-number>6</figure-number></figure></figured-bass>" + 4 * NOTE.format(""),
    "fingering": notations("<technical><fingering>3</fingering></technical>"),
    "first-fret": harmony(ROOT + "<kind>major</kind><frame><frame-strings>6</frame-strings><frame-frets>4</frame-frets><first-fret>5</first-fret>"
                          "<frame-note><string>5</string><fret>6</fret></frame-note></frame>"),
    "frame": harmony(ROOT + "<kind>major</kind><frame><frame-strings>6</frame-strings><frame-frets>4</frame-frets>"
                     "<frame-note><string>5</string><fret>3</fret></frame-note></frame>"),
    "fret": notations("<technical><string>1</string><fret>3</fret></technical>"),
    "glissando": notations('<glissando type="start" number="1">gliss.</glissando>', '<glissando type="stop" number="1"/>'),
    "grace": "<note><grace/><pitch><step>A</step><octave>4</octave></pitch><voice>1</voice><type>eighth</type></note>" + 4 * NOTE.format(""),
    "hammer-on": notations('<technical><hammer-on type="start" number="1">H</hammer-on></technical>', '<technical><hammer-on type="stop" number="1"/></technical>'),
    "harmon-closed": notations("<technical><harmon-mute><harmon-closed>half</harmon-closed></harmon-mute></technical>"),
    "harmony": harmony(ROOT + "<kind>major</kind>"),
    "harp-pedals": direction("<harp-pedals><pedal-tuning><pedal-step>D</pedal-step><pedal-alter>0</pedal-alter></pedal-tuning></harp-pedals>"),
    "heel": notations("<technical><heel/></technical>"),
    "hole": notations("<technical><hole><hole-closed>half</hole-closed></hole></technical>"),
    "hole-closed": notations("<technical><hole><hole-closed>half</hole-closed></hole></technical>"),
    "interchangeable": attributes("<time><beats>4</beats><beat-type>4</beat-type><interchangeable><beats>2</beats><beat-type>2</beat-type></interchangeable></time>"),
    "inversion": harmony(ROOT + "<kind>major</kind><inversion>1</inversion>"),
    "key": attributes("<key><fifths>3</fifths></key>"),
    "key-accidental": attributes("<key><key-step>F</key-step><key-alter>1</key-alter><key-accidental>sharp</key-accidental></key>"),
    "key-octave": attributes('<key><fifths>1</fifths><key-octave number="1">4</key-octave></key>'),
    "kind": harmony(ROOT + "<kind>major-seventh</kind><degree><degree-value>9</degree-value><degree-alter>0</degree-alter><degree-type>add</degree-type></degree>"),
    "let-ring": notations('<tied type="let-ring"/>'),
    "lyric": on_note("<lyric><syllabic>single</syllabic><text>la</text></lyric>"),
    "measure-repeat": attributes('<measure-style><measure-repeat type="start">1</measure-repeat></measure-style>'),
    "metronome": direction("<metronome><beat-unit>quarter</beat-unit><per-minute>60</per-minute></metronome>"),
    "mordent": notations("<ornaments><mordent/></ornaments>"),
    "multiple-rest": '<attributes><measure-style><multiple-rest>2</multiple-rest></measure-style></attributes>' + REST4 + f'</measure><measure number="2">{REST4}',
    "non-arpeggiate": NOTE.format('<notations><non-arpeggiate type="bottom"/></notations>') +
                      "<note><chord/><pitch><step>E</step><octave>5</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type>"
                      '<notations><non-arpeggiate type="top"/></notations></note>' + 3 * NOTE.format(""),
    "notations": notations("<articulations><accent/></articulations>"),
    "note": HIGH.format("<dot/><lyric><text>la</text></lyric>") + 3 * NOTE.format(""),
    "notehead": on_note("<notehead>diamond</notehead>"),
    "numeral-root": harmony("<numeral><numeral-root>5</numeral-root></numeral><kind>major</kind>"),
    "octave-shift": direction('<octave-shift type="down" size="8"/>', '<octave-shift type="stop" size="8"/>'),
    "other-direction": direction("<other-direction>x</other-direction>"),
    "other-dynamics": direction("<dynamics><other-dynamics>x</other-dynamics></dynamics>"),
    "other-notation": notations('<other-notation type="single">x</other-notation>'),
    "other-ornament": notations("<ornaments><other-ornament>x</other-ornament></ornaments>"),
    "other-technical": notations("<technical><other-technical>x</other-technical></technical>"),
    "pedal": direction('<pedal type="start"/>', '<pedal type="stop"/>'),
    "pluck": notations("<technical><pluck>p</pluck></technical>"),
    "principal-voice": direction('<principal-voice type="start" symbol="Hauptstimme"/>', '<principal-voice type="stop" symbol="Hauptstimme"/>'),
    "rehearsal": direction("<rehearsal>A</rehearsal>"),
    "repeat": 4 * NOTE.format("") + '<barline location="right"><repeat direction="backward"/></barline>',
    "rest": REST4,
    "root-alter": harmony("<root><root-step>C</root-step><root-alter>1</root-alter></root><kind>major</kind>"),
    "root-step": harmony(ROOT + "<kind>major</kind>"),
    "segno": direction("<segno/>"),
    "slash": attributes('<measure-style><slash type="start"><slash-type>quarter</slash-type></slash></measure-style>'),
    "slide": notations('<slide type="start" number="1">port.</slide>', '<slide type="stop" number="1"/>'),
    "slur": notations('<slur type="start" number="1"/>', '<slur type="stop" number="1"/>'),
    "staff-details": attributes("<staff-details><staff-lines>3</staff-lines></staff-details>"),
    "staff-divide": direction('<staff-divide type="down"/>'),
    "staff-size": attributes("<staff-details><staff-size>80</staff-size></staff-details>"),
    "stem": on_note("<stem>down</stem>"),
    "stick": direction("<percussion><stick><stick-type>snare</stick-type><stick-material>soft</stick-material></stick></percussion>"),
    "string-mute": direction('<string-mute type="on"/>'),
    "substitution": notations("<technical><fingering>3</fingering><fingering>4</fingering></technical>"),
    "symbol": direction("<symbol>segno</symbol>"),
    "tap": notations("<technical><tap>T</tap></technical>"),
    "text": on_note("<lyric><syllabic>single</syllabic><text>la</text></lyric>"),
    "tied": notations('<tied type="start"/>').replace("</note><note>", "</note>\n<note>", 1).replace("\n<note>", "\n<note>", 1),
    "time": attributes("<time><beats>4</beats><beat-type>4</beat-type></time>"),
    "tremolo": notations('<ornaments><tremolo type="single">2</tremolo></ornaments>'),
    "trill-mark": notations("<ornaments><trill-mark/></ornaments>"),
    "tuplet": TUPLET,
    "turn": notations("<ornaments><turn/></ornaments>"),
    "up-bow": notations("<technical><up-bow/></technical>"),
    "wavy-line": notations('<ornaments><wavy-line type="start" number="1"/></ornaments>', '<ornaments><wavy-line type="stop" number="1"/></ornaments>'),
    "wedge": direction('<wedge type="crescendo" line-type="dashed"/>', '<wedge type="stop" spread="15"/>'),
    "words": direction("<words>legato</words>"),
}
PLACES["tied"] = (NOTE.format('<notations><tied type="start"/></notations>') + NOTE.format('<notations><tied type="stop"/></notations>') + 2 * NOTE.format(""))


def inside_note(tag, group, text="", attributes=""):
    """The first note has this sign among its articulations, ornaments or technical signs."""
    body = f"<{tag}{attributes}>{text}</{tag}>" if text else f"<{tag}{attributes}/>"
    return notations(f"<{group}>{body}</{group}>")


def score(body, before="", parts="<score-part id=\"P1\"><part-name/></score-part>", second="", attributes=""):
    """A score of three measures: the middle one has the body."""
    four = 4 * NOTE.format("")
    def part(name, middle):
        return (f'<part id="{name}"><measure number="1"><attributes><divisions>1</divisions>{attributes}<clef><sign>G</sign><line>2</line></clef>'
                f'</attributes>{four}</measure><measure number="2">{middle}</measure><measure number="3">{four}</measure></part>')
    return (f'<score-partwise version="4.0">{before}<part-list>{parts}</part-list>' + part("P1", body) +
            (part("P2", four) if second else "") + "</score-partwise>")


def in_list(part="", group=""):
    """Two parts; the first one's entry in the list has this inside, a group around both has that."""
    first = f'<score-part id="P1">{part or "<part-name>One</part-name>"}</score-part>'
    second = '<score-part id="P2"><part-name>Two</part-name></score-part>'
    start = f'<part-group type="start" number="1">{group}</part-group>' if group else ""
    stop = '<part-group type="stop" number="1"/>' if group else ""
    measures = '</measure><measure number="2">'.join([4 * NOTE.format("")] * 16)  # two lines of them
    return score(measures, parts=start + first + second + stop, second="yes")


def credit(inside):
    return score(4 * NOTE.format(""), before=f'<credit page="1">{inside}</credit>')


def percussion(inside):
    return direction(f"<percussion>{inside}</percussion>")


for tag in ("tenuto", "detached-legato", "staccatissimo", "spiccato", "stress", "unstress", "soft-accent", "scoop", "plop", "caesura"):
    PLACES[tag] = inside_note(tag, "articulations")
for tag in ("down-bow", "harmonic", "open-string", "thumb-position", "double-tongue", "triple-tongue", "stopped", "snap-pizzicato", "toe",
            "fingernails", "brass-bend", "flip", "smear", "open", "half-muted", "golpe"):
    PLACES[tag] = inside_note(tag, "technical")
for tag in ("delayed-turn", "inverted-turn", "delayed-inverted-turn", "vertical-turn", "inverted-vertical-turn", "shake", "inverted-mordent",
            "schleifer", "haydn"):
    PLACES[tag] = inside_note(tag, "ornaments")
NUMERAL = '<numeral><numeral-root>5</numeral-root><numeral-alter>1</numeral-alter></numeral><kind>major</kind>'
BARRE = ("<frame><frame-strings>6</frame-strings><frame-frets>4</frame-frets><frame-note><string>5</string><fret>3</fret><barre type=\"start\"/>"
         "</frame-note><frame-note><string>1</string><fret>3</fret><barre type=\"stop\"/></frame-note></frame>")
LEGER = '<print><measure-numbering>measure</measure-numbering></print>' + 4 * NOTE.format("")
TUPLETS = TUPLET.replace('<tuplet type="start" number="1"/>',
                         '<tuplet type="start" number="1" show-type="actual"><tuplet-actual><tuplet-number>3</tuplet-number>'
                         '<tuplet-type>quarter</tuplet-type><tuplet-dot/></tuplet-actual></tuplet>')
SWING = ('<metronome><metronome-note><metronome-type>eighth</metronome-type><metronome-beam number="1">begin</metronome-beam></metronome-note>'
         '<metronome-note><metronome-type>eighth</metronome-type><metronome-beam number="1">end</metronome-beam></metronome-note>'
         '<metronome-relation>equals</metronome-relation><metronome-note><metronome-type>quarter</metronome-type><metronome-tuplet type="start">'
         '<actual-notes>3</actual-notes><normal-notes>2</normal-notes></metronome-tuplet></metronome-note><metronome-note>'
         '<metronome-type>eighth</metronome-type><metronome-tuplet type="stop"><actual-notes>3</actual-notes><normal-notes>2</normal-notes>'
         '</metronome-tuplet></metronome-note></metronome>')
PLACES.update({
    "pull-off": PLACES["hammer-on"].replace("hammer-on", "pull-off"),
    "string": inside_note("string", "technical", "2"),
    "handbell": inside_note("handbell", "technical", "belltree"),
    "harmon-mute": PLACES["harmon-closed"],
    "harmon-closed": PLACES["harmon-closed"],
    "with-bar": notations("<technical><bend><bend-alter>-2</bend-alter><with-bar>scoop</with-bar></bend></technical>"),
    "damp": direction("<damp/>"), "damp-all": direction("<damp-all/>"), "eyeglasses": direction("<eyeglasses/>"),
    "accordion-registration": direction("<accordion-registration><accordion-high/></accordion-registration>"),
    "percussion": percussion("<beater>bow</beater>"),
    "timpani": percussion("<timpani/>"), "membrane": percussion("<membrane>snare drum</membrane>"),
    "wood": percussion("<wood>castanets</wood>"), "metal": percussion("<metal>gong</metal>"),
    "glass": percussion("<glass>wind chimes</glass>"), "effect": percussion("<effect>anvil</effect>"),
    "pitched": percussion("<pitched>xylophone</pitched>"), "other-percussion": percussion("<other-percussion>x</other-percussion>"),
    "image": direction('<image source="none.png" type="image/png"/>'),
    "directive": attributes("<directive>Vivace</directive>"),
    "accord": direction('<scordatura><accord string="1"><tuning-step>D</tuning-step><tuning-octave>4</tuning-octave></accord></scordatura>'),
    "part-symbol": score(4 * NOTE.format(""), attributes="<staves>3</staves><part-symbol>brace</part-symbol>"),
    "line-detail": attributes('<staff-details><staff-lines>5</staff-lines><line-detail line="1"/></staff-details>'),
    "credit-words": credit('<credit-words default-x="500" default-y="1200">Words</credit-words>'),
    "credit-symbol": credit('<credit-symbol default-x="500" default-y="1200">segno</credit-symbol>'),
    "credit": credit('<credit-words default-x="500" default-y="1200">Words</credit-words>'),
    "part-name": in_list("<part-name>Flute</part-name>"),
    "part-abbreviation": in_list("<part-name>Flute</part-name><part-abbreviation>Fl.</part-abbreviation>"),
    "part-name-display": in_list("<part-name>x</part-name><part-name-display><display-text>Flute</display-text></part-name-display>"),
    "part-abbreviation-display": in_list("<part-name>x</part-name><part-abbreviation>Fl.</part-abbreviation><part-abbreviation-display>"
                                         "<display-text>F.</display-text></part-abbreviation-display>"),
    "display-text": in_list("<part-name>x</part-name><part-name-display><display-text>Flute</display-text></part-name-display>"),
    "accidental-text": in_list("<part-name>x</part-name><part-name-display><display-text>Horn in B</display-text><accidental-text>flat"
                               "</accidental-text></part-name-display>"),
    "group-name": in_list(group="<group-name>Winds</group-name><group-symbol>bracket</group-symbol>"),
    "group-abbreviation": in_list(group="<group-name>Winds</group-name><group-abbreviation>W.</group-abbreviation><group-symbol>bracket</group-symbol>"),
    "group-name-display": in_list(group="<group-name>x</group-name><group-name-display><display-text>Winds</display-text></group-name-display>"
                                        "<group-symbol>bracket</group-symbol>"),
    "group-abbreviation-display": in_list(group="<group-name>x</group-name><group-abbreviation>W.</group-abbreviation><group-abbreviation-display>"
                                                "<display-text>Wi.</display-text></group-abbreviation-display><group-symbol>bracket</group-symbol>"),
    "group-symbol": in_list(group="<group-symbol>bracket</group-symbol>"),
    "group-barline": in_list(group="<group-symbol>bracket</group-symbol><group-barline>yes</group-barline>"),
    "measure": score(LEGER + '</measure><!--here--><measure number="2">' + 4 * NOTE.format("")),
    "measure-numbering": LEGER,
    "per-minute": direction("<metronome><beat-unit>quarter</beat-unit><per-minute>60</per-minute></metronome>"),
    "metronome-tuplet": direction(SWING), "metronome-beam": direction(SWING),
    "function": harmony("<function>V</function><kind>major</kind>"),
    "prefix": "<figured-bass><figure><prefix>flat</prefix><figure-number>6</figure-number></figure></figured-bass>" + 4 * NOTE.format(""),
    "suffix": "<figured-bass><figure><figure-number>6</figure-number><suffix>sharp</suffix></figure></figured-bass>" + 4 * NOTE.format(""),
    "bass-step": PLACES["bass"], "bass-separator": PLACES["bass"].replace("<bass>", "<bass><bass-separator>/</bass-separator>"),
    "bass-alter": harmony(ROOT + "<kind>major</kind><bass><bass-step>E</bass-step><bass-alter>-1</bass-alter></bass>"),
    "numeral-alter": harmony(NUMERAL), "numeral-key": harmony(NUMERAL.replace("</numeral>", "<numeral-key><numeral-fifths>2</numeral-fifths>"
                                                                           "<numeral-mode>major</numeral-mode></numeral-key></numeral>")),
    "barre": harmony(ROOT + "<kind>major</kind>" + BARRE),
    "tuplet-number": TUPLETS, "tuplet-type": TUPLETS, "tuplet-dot": TUPLETS,
    "type": on_note(""),
})
PLACES["bass"] = PLACES["bass-step"]

COLOR = {"color": "#FF0000"}
FONT = {"font-family": "serif", "font-style": "italic", "font-weight": "bold", "font-size": "19"}
LINE = {"dash-length": "9", "space-length": "9"}
DECORATION = {"underline": "1", "overline": "1", "line-through": "1", "rotation": "30", "letter-spacing": "0.5", "line-height": "2", "dir": "rtl"}
ALIGN = {"justify": "right", "halign": "right", "valign": "top"}

ATTRIBUTES = {
    "accidental": dict(**COLOR, cautionary="yes", editorial="yes", parentheses="yes", bracket="yes", size="cue", smufl="accidentalSharpOneHorizontalStroke", **{"font-size": "19"}),
    "accidental-mark": dict(**COLOR, placement="below", parentheses="yes", bracket="yes", size="large", smufl="accidentalDoubleSharp", **{"font-size": "30"}),
    "arpeggiate": dict(**COLOR, direction="down", unbroken="yes"),
    "arrow": dict(**COLOR, placement="below", smufl="arrowOpenUp"),
    "accent": dict(**COLOR, placement="below", **{"font-size": "30"}),
    "staccato": dict(**COLOR),
    "strong-accent": dict(**COLOR, type="down", placement="below"),
    "other-articulation": dict(**COLOR, placement="below", smufl="articAccentAbove"),
    "doit": dict(**COLOR, **{"line-shape": "straight", "line-type": "dashed", "line-length": "long"}),
    "falloff": dict(**COLOR, **{"line-shape": "straight", "line-type": "dashed", "line-length": "long"}),
    "bar-style": dict(**COLOR),
    "barline": dict(location="middle", segno="a", coda="a"),
    "bass": dict(arrangement="vertical"),
    "beam": dict(**COLOR, fan="accel", repeater="yes"),
    "beat-repeat": {"slashes": "2", "use-dots": "yes"},
    "beater": dict(tip="down"),
    "bend": dict(**COLOR, shape="angled", placement="below"),
    "bracket": dict(**COLOR, **LINE, **{"line-type": "dashed", "line-end": "both", "end-length": "30"}),
    "breath-mark": dict(**COLOR, placement="below"),
    "cancel": dict(location="right"),
    "clef": dict(**COLOR, size="cue", additional="yes", **{"after-barline": "yes", "print-object": "no", "font-size": "30"}),
    "coda": dict(**COLOR, smufl="codaSquare", **{"font-size": "40"}),
    "dashes": dict(**COLOR, **LINE),
    "degree": {"print-object": "no"},
    "degree-alter": {"plus-minus": "yes"},
    "degree-type": dict(text="sus"),
    "degree-value": dict(symbol="major", text="X"),
    "direction": dict(placement="below", directive="yes", system="only-top"),
    "dot": dict(**COLOR, placement="below", **{"font-size": "30"}),
    "dynamics": dict(**COLOR, placement="above", enclosure="rectangle", underline="1", halign="right", **{"font-size": "40"}),
    "elision": dict(**COLOR, smufl="lyricsElisionWide", **{"font-size": "40"}),
    "ending": {"print-object": "no", "end-length": "60", "color": "#FF0000", "font-size": "30", "text-x": "30"},
    "extend": dict(**COLOR, type="stop"),
    "fermata": dict(**COLOR, type="inverted", **{"font-size": "40"}),
    "figure-number": dict(**COLOR, **{"font-size": "30"}),
    "figured-bass": dict(parentheses="yes", placement="above", **{"print-object": "no"}),
    "fingering": dict(**COLOR, placement="below", substitution="yes", alternate="yes", **{"font-size": "30"}),
    "first-fret": dict(text="V", location="left"),
    "frame": dict(**COLOR, unplayed="o"),
    "fret": dict(**COLOR, **{"font-size": "30"}),
    "glissando": dict(**COLOR, **LINE, **{"line-type": "dashed", "font-size": "30"}),
    "grace": dict(slash="yes"),
    "hammer-on": dict(**COLOR, placement="below"),
    "harmon-closed": dict(location="top"),
    "harmony": dict(**COLOR, **FONT, arrangement="vertical", placement="below", **{"print-object": "no"}),
    "harp-pedals": dict(**COLOR, valign="top", halign="right"),
    "heel": dict(substitution="yes", placement="below"),
    "hole": dict(**COLOR, placement="below"),
    "hole-closed": dict(location="top"),
    "interchangeable": dict(symbol="cut", separator="diagonal"),
    "inversion": dict(text="6"),
    "key": dict(**COLOR, **{"print-object": "no"}),
    "key-accidental": dict(smufl="accidentalSharpOneHorizontalStroke"),
    "key-octave": dict(cancel="no"),
    "kind": dict(**COLOR, text="x", **{"use-symbols": "yes", "parentheses-degrees": "yes", "bracket-degrees": "yes", "stack-degrees": "yes", "font-size": "30"}),
    "lyric": dict(**COLOR, justify="right", placement="above", number="2", name="chorus", **{"print-object": "no"}),
    "measure-repeat": dict(slashes="2"),
    "metronome": dict(**COLOR, **FONT, parentheses="yes", **{"print-object": "no"}),
    "mordent": dict(**COLOR, long="yes", approach="above", departure="below", placement="below"),
    "multiple-rest": {"use-symbols": "yes"},
    "non-arpeggiate": dict(**COLOR),
    "notations": {"print-object": "no"},
    "note": dict(**COLOR, **{"print-object": "no", "print-dot": "no", "print-lyric": "no", "print-leger": "no", "print-spacing": "no", "font-size": "40"}),
    "notehead": dict(**COLOR, filled="no", parentheses="yes", smufl="noteheadDiamondClusterWhite2nd", **{"font-size": "40"}),
    "numeral-root": dict(text="V"),
    "octave-shift": dict(**COLOR, **LINE, size="15"),
    "other-direction": dict(**COLOR, smufl="segno", **{"print-object": "no"}),
    "other-dynamics": dict(smufl="dynamicForte"),
    "other-notation": dict(**COLOR, smufl="segno", placement="below", **{"print-object": "no"}),
    "other-ornament": dict(**COLOR, smufl="segno", placement="below"),
    "other-technical": dict(**COLOR, smufl="segno", placement="below"),
    "pedal": dict(**COLOR, line="yes", sign="no", abbreviated="yes"),
    "pluck": dict(**COLOR, placement="below"),
    "principal-voice": dict(**COLOR, symbol="Nebenstimme"),
    "rehearsal": dict(**COLOR, **ALIGN, **FONT, enclosure="circle", rotation="30"),
    "repeat": dict(times="3", winged="curved"),
    "rest": dict(measure="yes"),
    "root-alter": dict(location="left", **{"print-object": "no"}),
    "root-step": dict(text="X"),
    "segno": dict(**COLOR, smufl="segnoSerpent1", **{"font-size": "40"}),
    "slash": {"use-stems": "yes", "use-dots": "yes"},
    "slide": dict(**COLOR, **LINE, **{"line-type": "dashed"}),
    "slur": dict(**COLOR, **LINE, placement="below", orientation="under", **{"line-type": "dashed"}),
    "staff-details": {"print-object": "no", "show-frets": "letters"},
    "staff-divide": dict(**COLOR, type="up"),
    "staff-size": dict(scaling="50"),
    "stem": dict(**COLOR),
    "stick": dict(tip="down", parentheses="yes", **{"dashed-circle": "yes"}),
    "string-mute": dict(**COLOR, type="off"),
    "symbol": dict(**COLOR, **ALIGN, enclosure="circle", **{"font-size": "40"}),
    "tap": dict(**COLOR, hand="right", placement="below"),
    "text": dict(**COLOR, **FONT, underline="1", rotation="20", dir="rtl", **{"letter-spacing": "0.5"}),
    "tied": dict(**COLOR, **LINE, placement="below", orientation="under", **{"line-type": "dashed"}),
    "time": dict(**COLOR, symbol="common", separator="horizontal", **{"print-object": "no", "font-size": "40"}),
    "tremolo": dict(**COLOR, type="unmeasured", smufl="buzzRoll", placement="below"),
    "trill-mark": dict(**COLOR, placement="below"),
    "tuplet": dict(**COLOR, bracket="yes", placement="below", **{"show-number": "both", "show-type": "actual", "line-shape": "curved"}),
    "turn": dict(**COLOR, slash="yes", placement="below"),
    "up-bow": dict(**COLOR, placement="below"),
    "wavy-line": dict(**COLOR, smufl="wiggleTrillFast", placement="below"),
    "wedge": dict(**COLOR, niente="yes", **{"line-type": "dotted", "dash-length": "20", "space-length": "20"}),
    "words": dict(**COLOR, **ALIGN, **FONT, **DECORATION, enclosure="rectangle"),
}

SIGN = dict(**COLOR, placement="below", **{"font-size": "30"})
for tag in ("tenuto", "detached-legato", "staccatissimo", "spiccato", "stress", "unstress", "soft-accent", "caesura", "down-bow", "harmonic",
            "open-string", "thumb-position", "double-tongue", "triple-tongue", "stopped", "snap-pizzicato", "toe", "fingernails", "brass-bend",
            "flip", "smear", "open", "half-muted", "golpe", "delayed-turn", "inverted-turn", "delayed-inverted-turn", "vertical-turn",
            "inverted-vertical-turn", "shake", "inverted-mordent", "schleifer", "haydn", "pull-off", "string", "handbell", "harmon-mute"):
    ATTRIBUTES[tag] = dict(SIGN)
for tag in ("accent", "staccato", "strong-accent", "other-articulation", "breath-mark", "up-bow", "heel", "fingering", "pluck", "arrow", "hole",
            "tap", "hammer-on", "bend", "mordent", "turn", "trill-mark", "other-ornament", "other-technical", "accidental-mark"):
    ATTRIBUTES[tag] = {**SIGN, **ATTRIBUTES[tag]}
for tag in ("doit", "falloff", "scoop", "plop"):
    ATTRIBUTES[tag] = {**COLOR, "font-size": "30", "line-shape": "straight", "line-type": "wavy", "line-length": "long", "dash-length": "9",
                       "space-length": "9"}
for tag in ("inverted-turn", "delayed-turn", "delayed-inverted-turn"):
    ATTRIBUTES[tag]["slash"] = "yes"
ATTRIBUTES["inverted-mordent"].update(long="yes", approach="above", departure="below")
ATTRIBUTES["toe"]["substitution"] = "yes"
ATTRIBUTES["harmonic"]["print-object"] = "no"
for tag in ("damp", "damp-all", "eyeglasses", "accordion-registration"):
    ATTRIBUTES[tag] = dict(**COLOR, halign="right", valign="top", **{"font-size": "40"})
for tag in ("timpani", "membrane", "wood", "metal", "glass", "effect", "pitched", "other-percussion"):
    ATTRIBUTES[tag] = dict(smufl="pictGong")
TEXT = dict(**COLOR, **FONT)
NAME = dict(**TEXT, justify="right")
ATTRIBUTES.update({
    "percussion": dict(**COLOR, halign="right", valign="top", enclosure="circle", **{"font-size": "40"}),
    "image": dict(height="50", width="50"),
    "directive": dict(TEXT),
    "accord": {},
    "part-symbol": {**COLOR, "top-staff": "2", "bottom-staff": "2"},
    "line-detail": {**COLOR, "width": "5", "line-type": "dashed", "print-object": "no"},
    "credit-words": dict(**TEXT, **ALIGN, **DECORATION, enclosure="rectangle"),
    "credit-symbol": dict(**COLOR, **ALIGN, enclosure="rectangle", **{"font-size": "40"}),
    "credit": dict(page="2"),
    "part-name": {**NAME, "print-object": "no"}, "part-abbreviation": {**NAME, "print-object": "no"},
    "part-name-display": {"print-object": "no"}, "part-abbreviation-display": {"print-object": "no"},
    "display-text": dict(**TEXT, **DECORATION, enclosure="rectangle"), "accidental-text": dict(**COLOR, smufl="accidentalSharp", **{"font-size": "19"}),
    "group-name": NAME, "group-abbreviation": NAME,
    "group-name-display": {"print-object": "no"}, "group-abbreviation-display": {"print-object": "no"},
    "group-symbol": dict(COLOR), "group-barline": dict(COLOR),
    "measure": {"implicit": "yes", "text": "2a", "number": "7"},
    "measure-numbering": {**TEXT, "halign": "right", "valign": "top", "system": "none", "staff": "1", "multiple-rest-always": "yes",
                          "multiple-rest-range": "yes"},
    "per-minute": dict(FONT),
    "metronome-tuplet": {"bracket": "yes", "show-number": "none"},
    "function": dict(TEXT), "prefix": dict(**COLOR, **{"font-size": "30"}), "suffix": dict(**COLOR, **{"font-size": "30"}),
    "bass-step": dict(**TEXT, text="X"), "bass-separator": dict(TEXT),
    "bass-alter": {**COLOR, "location": "left", "print-object": "no"},
    "numeral-alter": {**COLOR, "location": "left", "print-object": "no"}, "numeral-key": {"print-object": "no"},
    "barre": dict(COLOR),
    "tuplet-number": dict(**COLOR, **FONT), "tuplet-type": dict(**COLOR, **{"font-size": "30"}), "tuplet-dot": dict(**COLOR, **{"font-size": "30"}),
    "type": dict(size="cue"),
})
ATTRIBUTES["root-step"].update(TEXT)
ATTRIBUTES["inversion"].update(TEXT)
ATTRIBUTES["numeral-root"].update(TEXT)
ATTRIBUTES["degree-value"].update(TEXT)
ATTRIBUTES["kind"].update(FONT)
ATTRIBUTES["harmony"].update({"print-frame": "no", "type": "alternate", "system": "only-top"})
ATTRIBUTES["ending"]["system"] = "only-top"
ATTRIBUTES["time"]["halign"] = "right"
ATTRIBUTES["staff-details"]["print-spacing"] = "no"
del ATTRIBUTES["accord"]
USUAL = {**COLOR, **DECORATION, **ALIGN, "font-size": "40", "enclosure": "rectangle", "placement": "below", "text-y": "30", "print-dot": "no",
         "print-lyric": "no", "print-spacing": "no"}
ALSO = {
    "accidental-text": "dir enclosure halign justify letter-spacing line-height line-through overline rotation underline valign",
    "arpeggiate": "placement", "bass-alter": "font-size", "coda": "halign valign", "degree-alter": "color font-size",
    "degree-type": "color font-size", "display-text": "halign justify valign", "doit": "placement", "dynamics": "line-through overline valign",
    "ending": "text-y", "extend": "font-size", "falloff": "placement",
    "figured-bass": "color font-size print-dot print-lyric print-spacing", "frame": "halign valign", "harp-pedals": "font-size",
    "image": "halign valign", "key": "font-size", "kind": "halign valign", "measure-repeat": "", "metronome": "halign justify valign",
    "non-arpeggiate": "placement", "octave-shift": "font-size", "other-direction": "font-size halign valign", "other-notation": "font-size",
    "pedal": "font-size halign valign", "plop": "placement", "principal-voice": "font-size halign valign",
    "rehearsal": "dir letter-spacing line-height line-through overline underline", "root-alter": "color font-size", "scoop": "placement",
    "segno": "halign valign", "slide": "font-size", "string-mute": "font-size halign valign", "text": "line-through overline", "time": "valign",
    "tremolo": "font-size", "with-bar": "color font-size placement", "numeral-alter": "font-size", "symbol": "font-family font-style",
    "measure-style": "color font-size",
}
for tag, names in ALSO.items():
    for name in names.split():
        ATTRIBUTES.setdefault(tag, {}).setdefault(name, {**FONT, **USUAL}[name])
PLACES["measure-style"] = PLACES["multiple-rest"]
