#include "core/interchange/generationdata.h"

#include <QRegularExpression>

#include "core/interchange/comfygraph.h"

namespace interchange {

namespace {

using Json = nlohmann::json;

/// Deeper than any graph; the parser itself is not recursive, but destroying a tree is.
constexpr int deepest = 200;

/// Null for what is no JSON. ComfyUI writes NaN, which JSON does not have.
Json parsed(QString text)
{
    text = text.trimmed();
    if (!text.startsWith(u'{'))
        return {};
    static const QRegularExpression notANumber(QStringLiteral("([\\[:,]\\s*)-?(NaN|Infinity)(?=\\s*[,\\]}])"));
    text.replace(notANumber, QStringLiteral("\\1null"));
    const Json::parser_callback_t shallow = [](int depth, Json::parse_event_t, Json &) { return depth <= deepest; };
    Json json = Json::parse(text.toStdString(), shallow, false);
    return json.is_object() ? json : Json();
}

QString member(const Json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() ? plainText(*found) : QString();
}

Json child(const Json &object, const char *name)
{
    return object.is_object() && object.contains(name) ? object[name] : Json();
}

/// "folder/sd_xl.safetensors" → "sd_xl".
QString modelName(QString name)
{
    static const QRegularExpression slash(QStringLiteral("[/\\\\]"));
    name = name.section(slash, -1);
    static const QRegularExpression suffix(QStringLiteral("\\.(safetensors|ckpt|pt|pth|gguf|sft)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    return name.remove(suffix).trimmed();
}

/// The value of "Seed: 1, Model: …"; values with commas are quoted.
QString setting(const QString &line, const QString &name)
{
    const QRegularExpression form(
        QStringLiteral("(?:^|, )%1: (?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,]*))").arg(QRegularExpression::escape(name)));
    const QRegularExpressionMatch match = form.match(line); // clazy:exclude=use-static-qregularexpression
    return (match.captured(1).isEmpty() ? match.captured(2) : match.captured(1)).trimmed();
}

/// Lines of the prompt, lines of the negative prompt, and a last line of settings that begins with "Steps:".
std::optional<GenerationData> fromParameters(const QString &text)
{
    QStringList lines = text.split(u'\n');
    QString settings;
    for (qsizetype i = lines.size() - 1; i >= 0; --i)
        if (lines[i].startsWith(QLatin1String("Steps: "))) {
            settings = lines[i];
            lines.resize(i);
            break;
        }
    if (settings.isEmpty())
        return std::nullopt;
    GenerationData data;
    data.program = QStringLiteral("A1111");
    const QString negative = QStringLiteral("Negative prompt:");
    QStringList prompt;
    QStringList avoided;
    bool isNegative = false;
    for (const QString &line : std::as_const(lines)) {
        isNegative = isNegative || line.startsWith(negative);
        (isNegative ? avoided : prompt).append(line.startsWith(negative) ? line.mid(negative.size()).trimmed() : line);
    }
    data.prompt = prompt.join(u'\n').trimmed();
    data.negativePrompt = avoided.join(u'\n').trimmed();
    data.seed = setting(settings, QStringLiteral("Seed"));
    data.model = modelName(setting(settings, QStringLiteral("Model")));
    if (data.prompt.isEmpty())
        return std::nullopt;
    return data;
}

std::optional<GenerationData> fromSwarm(const Json &json)
{
    const Json parameters = child(json, "sui_image_params");
    GenerationData data{QStringLiteral("SwarmUI"), member(parameters, "prompt").trimmed(),
                        member(parameters, "negativeprompt").trimmed(), member(parameters, "seed"),
                        modelName(member(parameters, "model"))};
    return data.prompt.isEmpty() ? std::nullopt : std::optional(data);
}

std::optional<GenerationData> fromInvoke(const Json &json)
{
    GenerationData data;
    data.program = QStringLiteral("InvokeAI");
    data.prompt = member(json, "positive_prompt").trimmed();
    data.negativePrompt = member(json, "negative_prompt").trimmed();
    data.seed = member(json, "seed");
    const Json model = child(json, "model");
    data.model = modelName(member(model, "name").isEmpty() ? member(model, "model_name") : member(model, "name"));
    if (const Json image = child(json, "image"); data.prompt.isEmpty() && image.is_object()) { // "sd-metadata", to 2.3
        const Json prompt = child(image, "prompt");
        data.prompt = plainText(prompt);
        if (prompt.is_array() && !prompt.empty())
            data.prompt = member(prompt[0], "prompt");
        data.seed = member(image, "seed");
        data.model = modelName(member(json, "model_weights"));
    }
    return data.prompt.isEmpty() ? std::nullopt : std::optional(data);
}

std::optional<GenerationData> fromComfy(const Json &json)
{
    auto data = dataOfGraph(json.contains("nodes") ? graphOfWorkflow(json) : json);
    if (data)
        data->model = modelName(data->model);
    return data;
}

/// One text; `key` as PNG keywords, whatever the container.
std::optional<GenerationData> fromText(const QString &key, const QString &text)
{
    const Json json = parsed(text);
    if (json.is_object() && json.contains("sui_image_params"))
        return fromSwarm(json);
    if (key == QLatin1String("invokeai_metadata") || key == QLatin1String("sd-metadata"))
        return json.is_object() ? fromInvoke(json) : std::nullopt;
    if (json.is_object())
        return fromComfy(json);
    return fromParameters(text);
}

} // namespace

std::optional<GenerationData> generationData(const QList<imaging::PictureText> &texts)
{
    std::optional<GenerationData> fromScreen;
    for (const imaging::PictureText &one : texts) {
        QString key = one.key;
        QString text = one.text;
        // EXIF has no keywords of one's own: ComfyUI writes "prompt:{…}" and "workflow:{…}" into Make and Model.
        for (const char *name : {"prompt", "workflow", "invokeai_metadata", "parameters"})
            if (text.startsWith(QLatin1String(name) + QStringLiteral(":"), Qt::CaseInsensitive)) {
                key = QLatin1String(name);
                text = text.mid(key.size() + 1);
            }
        static const QStringList known{QStringLiteral("parameters"),      QStringLiteral("prompt"),
                                       QStringLiteral("workflow"),        QStringLiteral("invokeai_metadata"),
                                       QStringLiteral("sd-metadata"),     QStringLiteral("UserComment"),
                                       QStringLiteral("ImageDescription")};
        if (!known.contains(key))
            continue;
        const auto data = fromText(key, text);
        if (!data)
            continue;
        if (key != QLatin1String("workflow"))
            return data;
        fromScreen = data; // what ran is better than what was on the screen
    }
    return fromScreen;
}

} // namespace interchange
