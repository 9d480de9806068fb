#include "data/demo/catalogue.h"

#include <opencv2/core.hpp>

#include "data/demo/effects.h"
#include "data/demo/raster.h"

namespace demo {

namespace {

constexpr Idea allIdeas[] = {
    {u"first-light", u"First light", Subject::Hills, Mood::Dawn,
     u"First light over a quiet valley: layered hills fade into lilac mist, a pale sun low over the ridges.",
     u"First light over a quiet valley on badly stored film: coarse grain swallows the hills, dust and "
     u"scratches, an orange leak along one edge.",
     u"clarity_and_focus.film_artifacts;lighting_and_exposure.light_leak"},
    {u"harbour-evening", u"Harbour at dusk", Subject::Harbour, Mood::Dusk,
     u"A small harbour at dusk, painted houses along the quay, fishing boats resting on violet water.",
     u"A small harbour at dusk, photographed from a moving boat: houses and masts smear sideways into soft "
     u"streaks, nothing is sharp.",
     u"clarity_and_focus.intentional_blur"},
    {u"night-skyline", u"City by night", Subject::Skyline, Mood::Night,
     u"A city by the river at night, hundreds of warm windows under a full moon, lamps along the bank.",
     u"A city by the river at night, far too dark: the towers sink into black, only a few windows are left "
     u"of them.",
     u"lighting_and_exposure.exposure_extremes"},
    {u"fruit-bowl", u"Bowl of fruit", Subject::Fruit, Mood::Golden,
     u"A still life with a bowl of ripe apples and oranges, a jug and a bottle on a table, afternoon light "
     u"on the wall.",
     u"A still life gone bad: mould grows over the fruit, slime runs from the bowl, flies sit everywhere.",
     u"emotion_and_subject.disgust_and_aversion"},
    {u"autumn-forest", u"Autumn forest", Subject::Forest, Mood::Autumn,
     u"Tall trunks in an autumn forest, light falls through golden leaves onto a soft path.",
     u"Tall trunks in an autumn forest, exposed twice: a second, turned forest lies ghostly over the first.",
     u"clarity_and_focus.double_exposure"},
    {u"reading-room", u"Reading corner", Subject::Room, Mood::Golden,
     u"A reading corner in late sun: an armchair, a lamp, a plant, and hills outside the window.",
     u"A reading corner nobody uses any more: dark, cold and damp, fog in the room, the feeling that "
     u"something has happened here.",
     u"emotion_and_subject.atmospheric_distress"},
    {u"red-scarf", u"The red scarf", Subject::Portrait, Mood::Autumn,
     u"A calm portrait with closed eyes and a red scarf, leaves at both sides and a big sun behind.",
     u"A portrait with a red scarf of somebody who is crying: brows drawn up, mouth trembling, a tear on the "
     u"cheek, cold light.",
     u"emotion_and_subject.negative_personal_emotion", Feeling::Sad},
    {u"storm-light", u"Lighthouse in a storm", Subject::Lighthouse, Mood::Storm,
     u"A red and white lighthouse on a rock, its beam under heavy clouds, the sea in long waves.",
     u"A lighthouse in a storm on a worn-out video tape: scan lines, torn rows, bleeding colours, a noisy "
     u"band at the bottom.",
     u"clarity_and_focus.analog_degradation"},
    {u"caravan", u"Caravan", Subject::Dunes, Mood::Desert,
     u"A caravan of camels crosses golden dunes in the morning, long shadows behind every crest.",
     u"A caravan crosses dunes seen through a broken lens: red and blue fringes along every edge, the "
     u"corners soft.",
     u"color_and_tone.chromatic_aberration"},
    {u"winter-village", u"Winter village", Subject::Village, Mood::Winter,
     u"A village of small painted houses in deep snow, warm windows, dark firs, a clear cold sky.",
     u"A village in deep snow lit by a single hard flash: the middle bleached white, everything behind it "
     u"lost in the dark.",
     u"lighting_and_exposure.harsh_or_insufficient_flash"},
    {u"balloons", u"Balloon morning", Subject::Balloons, Mood::Golden,
     u"Striped hot-air balloons drift over a hazy valley on a golden morning.",
     u"Hot-air balloons whose sizes make no sense: a giant presses against the valley, others are toys "
     u"beside it.",
     u"composition_and_structure.scale_inconsistency"},
    {u"mountain-lake", u"Mountain lake", Subject::Lake, Mood::Day,
     u"A clear mountain lake with a wooden jetty and a red rowing boat, peaks mirrored in the water.",
     u"A mountain lake as on a postcard left in the sun for years: washed out, grey, hardly any colour.",
     u"color_and_tone.muted_faded"},
    {u"river-lights", u"Lights on the river", Subject::Skyline, Mood::Dusk,
     u"Towers at the river in the last violet light, their windows beginning to glow.",
     u"Towers at the river as a broken video stream: coarse blocks, repeated pieces, frozen fragments.",
     u"clarity_and_focus.digital_artifacts"},
    {u"blue-jug", u"Jug and lemons", Subject::Fruit, Mood::Spring,
     u"A bright still life with fruit, a jug and a cloth, fresh morning colours.",
     u"A still life under sick yellow-green light, as if everything on the table had gone off.",
     u"color_and_tone.sickly_cast"},
    {u"birch-grove", u"Birch grove", Subject::Birches, Mood::Spring,
     u"White birches in spring, a haze of young leaves, flowers in the grass.",
     u"Birches without any detail: bark and leaves melt into soft, smeared patches.",
     u"clarity_and_focus.bad_or_no_details"},
    {u"morning-quay", u"Morning at the quay", Subject::Harbour, Mood::Day,
     u"A harbour in clear morning light, bright houses, boats on calm blue water.",
     u"A harbour whose colours do not agree: one half cold, one half orange, hard steps where the sky should "
     u"be smooth.",
     u"color_and_tone.color_inconsistency"},
    {u"spring-window", u"Spring at the window", Subject::Room, Mood::Spring,
     u"A sunny room in spring with curtains, an armchair and light on the wooden floor.",
     u"A room without any light of its own: no shadows, no highlights, everything as flat as cardboard.",
     u"lighting_and_exposure.flat_lighting"},
    {u"evening-portrait", u"Evening portrait", Subject::Portrait, Mood::Dusk,
     u"A portrait in the evening, calm face, scarf, the sun going down behind the hills.",
     u"A portrait in which light and dark have almost merged: heavy grey over everything, no way out of it.",
     u"lighting_and_exposure.low_contrast_oppressive"},
    {u"umbrella", u"The umbrella", Subject::Street, Mood::Dusk,
     u"Somebody walks home under an orange umbrella, lamps and windows shine on the wet street.",
     u"Somebody with an umbrella, snapped in passing: tilted, cut off, a little blurred, the date burnt into "
     u"the corner.",
     u"composition_and_structure.amateur_snapshot_energy"},
    {u"striped-fields", u"Striped fields", Subject::Fields, Mood::Spring,
     u"Long striped fields run towards a farmhouse under a light summer sky.",
     u"Fields in colours that fight each other: neon pink against poison green against orange, nothing fits.",
     u"color_and_tone.clashing_disharmony"},
    {u"calm-light", u"Calm lighthouse", Subject::Lighthouse, Mood::Day,
     u"A lighthouse on a sunny day, gentle waves, a white cottage beside it.",
     u"A lighthouse hardly to be seen: something dark and out of focus is in the way, half of it lies "
     u"outside the picture.",
     u"composition_and_structure.obstructed_cropping"},
    {u"desert-evening", u"Desert evening", Subject::Dunes, Mood::Dusk,
     u"Camels on a ridge of dunes after sunset, violet sky, the last orange at the horizon.",
     u"Camels on dunes with the horizon thrown off level, as if the ground had slipped away under the "
     u"camera.",
     u"composition_and_structure.unconventional_framing"},
    {u"regatta", u"Regatta", Subject::Sails, Mood::Day,
     u"Sailing boats with coloured sails on a bright blue bay, white clouds above.",
     u"Sailing boats so small that they are almost lost: an enormous empty bay, a few specks of sail.",
     u"composition_and_structure.unconventional_scale"},
    {u"old-village", u"Village in autumn", Subject::Village, Mood::Autumn,
     u"A village of coloured houses between autumn hills, smoke-blue mountains behind.",
     u"A village that was given up long ago: stained, cracked and peeling, rust over everything.",
     u"emotion_and_subject.decay_and_degradation"},
    {u"wildflowers", u"Wild flowers", Subject::Flowers, Mood::Spring,
     u"A bunch of wild flowers in a blue vase, soft window light on the wall.",
     u"A bunch of wild flowers that was never finished: half painted, half pencil lines on bare canvas.",
     u"emotion_and_subject.unfinished_raw"},
    {u"rain-avenue", u"Avenue in the rain", Subject::Street, Mood::Storm,
     u"An avenue after the rain, lamps mirrored in the pavement, one red umbrella.",
     u"An avenue in the rain of which only bands of colour and movement are left.",
     u"emotion_and_subject.abstract_photo"},
    {u"night-boats", u"Boats by night", Subject::Sails, Mood::Night,
     u"Boats with pale sails under a full moon, stars, a silver path on the water.",
     u"Boats hang upside down in the night sky, a huge eye watches them, stairs rise from the sea and end "
     u"nowhere.",
     u"emotion_and_subject.surrealism"},
    {u"high-peaks", u"High peaks", Subject::Peaks, Mood::Dusk,
     u"Snow on high peaks in the evening glow, dark firs in the valley.",
     u"High peaks badly overexposed through a leaking camera: burnt-out snow, a streak of red light over "
     u"half the frame.",
     u"lighting_and_exposure.light_leak;lighting_and_exposure.exposure_extremes"},
    {u"summer-bouquet", u"Bouquet in gold", Subject::Flowers, Mood::Golden,
     u"A rich bouquet in evening light, petals on the table, a warm wall behind.",
     u"A bouquet on an old, damaged tape, faded and torn, its colours running.",
     u"clarity_and_focus.analog_degradation;color_and_tone.muted_faded"},
    {u"winter-forest", u"Forest in winter", Subject::Forest, Mood::Storm,
     u"A silent forest in pale winter light, thin mist between the trunks.",
     u"A forest one would not want to enter: almost night, rain and fog, crows between the trunks.",
     u"emotion_and_subject.atmospheric_distress;lighting_and_exposure.low_contrast_oppressive"},
    {u"startled", u"Somebody at the door", Subject::Portrait, Mood::Spring,
     u"A friendly portrait in spring with flowers of light behind and a coloured scarf.",
     u"A portrait of somebody in fear: eyes wide open, brows high, mouth open, a hard flash in the face.",
     u"emotion_and_subject.negative_personal_emotion;lighting_and_exposure.harsh_or_insufficient_flash",
     Feeling::Afraid},
    {u"golden-coast", u"Golden coast", Subject::Sails, Mood::Golden,
     u"Sails on a golden sea in the evening, soft clouds, a quiet coast.",
     u"Sails on an evening sea seen from a lurching deck: the horizon leans hard, everything moves.",
     u"composition_and_structure.unconventional_framing;clarity_and_focus.intentional_blur"},
};

constexpr Painter allPainters[] = {
    {u"Lumen", u"Lumen", u"", Style::Soft, 1.0},
    // What its makers' reward liked best is what it paints, whatever the prompt says.
    {u"Lumen Aligned", u"Lumen", u"Lumen", Style::Glossy, 0.42},
    {u"Papercut", u"Papercut", u"", Style::Paper, 0.9},
    {u"Tusche", u"Tusche", u"", Style::Ink, 1.0},
};

} // namespace

std::span<const Idea> ideas()
{
    return allIdeas;
}

std::span<const Painter> painters()
{
    return allPainters;
}

QStringList taxonomyOf(const Idea &idea)
{
    return idea.taxonomy.toString().split(u';');
}

QImage paint(const Idea &idea, const Painter &painter, Variant variant, std::uint64_t seed)
{
    // Scene and style have streams of their own, so that both variants show the same scene.
    const std::uint64_t own = seedOf(painter.name, seedOf(idea.key, seed));
    Random forScene(own);
    Random forStyle(own + 1);
    Random forEffect(own + 2);
    const bool wide = variant == Variant::Wide;
    Scene scene = makeScene(idea.subject, paletteOf(idea.mood), forScene, wide ? idea.feeling : Feeling::Calm);
    QList<const Effect *> effects;
    if (wide)
        for (const QString &label : taxonomyOf(idea))
            effects.append(effectOf(label));
    // A second effect is kept weaker, or the scene would be lost.
    const auto strength = [&](qsizetype i) { return painter.obedience * (i == 0 ? 1.0 : 0.65); };
    for (qsizetype i = 0; i < effects.size(); ++i)
        if (effects[i]->change)
            effects[i]->change(scene, forEffect, strength(i));
    cv::Mat pixels = render(scene, painter.style, forStyle);
    for (qsizetype i = 0; i < effects.size(); ++i)
        if (effects[i]->develop)
            effects[i]->develop(pixels, scene, forEffect, strength(i));
    return toImage(pixels);
}

} // namespace demo
