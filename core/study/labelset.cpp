#include "core/study/labelset.h"

#include <algorithm>
#include <map>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace study {

namespace {

constexpr int maxSetBytes = 256 * 1024;
constexpr int maxEntries = 200;

base::Error valueError(const QString &file, const QString &path, const QString &what)
{
    return {QStringLiteral("labelset.value"), QStringLiteral("%1 %2").arg(path, what), file, 0, {}, {}};
}

/// Keys are stored, exported and typed: short, plain, without separators of our lists.
bool isKey(const QString &text)
{
    return !text.isEmpty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
    });
}

base::Result<LabelOption> parseLabel(const QJsonObject &object, const QString &file, const QString &path)
{
    LabelOption label{object.value(QLatin1String("key")).toString(), object.value(QLatin1String("title")).toString(),
                      Valence::Other};
    if (!isKey(label.key))
        return tl::make_unexpected(
            valueError(file, path + QStringLiteral(".key"), QStringLiteral("is not a key of a-z, 0-9, _ and -")));
    const QString valence = object.value(QLatin1String("valence")).toString(QStringLiteral("other"));
    if (valence == QLatin1String("positive"))
        label.valence = Valence::Positive;
    else if (valence == QLatin1String("negative"))
        label.valence = Valence::Negative;
    else if (valence != QLatin1String("other"))
        return tl::make_unexpected(
            valueError(file, path + QStringLiteral(".valence"), QStringLiteral("is not positive, negative or other")));
    if (label.title.isEmpty())
        label.title = label.key;
    return label;
}

base::Result<Dimension> parseDimension(const QJsonObject &object, const QString &file, const QString &path)
{
    const auto text = [&object](QLatin1String key) { return object.value(key).toString(); };
    Dimension dimension{text(QLatin1String("key")),
                        text(QLatin1String("title")),
                        text(QLatin1String("help")),
                        text(QLatin1String("low")),
                        text(QLatin1String("high")),
                        0,
                        0};
    if (!isKey(dimension.key))
        return tl::make_unexpected(
            valueError(file, path + QStringLiteral(".key"), QStringLiteral("is not a key of a-z, 0-9, _ and -")));
    constexpr int none = 1000;
    dimension.minimum = object.value(QLatin1String("min")).toInt(none);
    dimension.maximum = object.value(QLatin1String("max")).toInt(none);
    if (dimension.minimum < -100 || dimension.maximum > 100 || dimension.minimum >= dimension.maximum)
        return tl::make_unexpected(
            valueError(file, path, QStringLiteral("needs whole numbers min < max between -100 and 100")));
    if (dimension.title.isEmpty())
        dimension.title = dimension.key;
    return dimension;
}

template <typename Item, typename Parse>
base::Result<QList<Item>> parseItems(const QJsonObject &root, const QString &key, const QString &file, Parse parse)
{
    QList<Item> items;
    QSet<QString> keys;
    const QString path = QStringLiteral("$.") + key;
    if (!root.contains(key))
        return items;
    if (!root.value(key).isArray() || root.value(key).toArray().size() > maxEntries)
        return tl::make_unexpected(
            valueError(file, path, QStringLiteral("is not a list of at most %1 entries").arg(maxEntries)));
    const QJsonArray array = root.value(key).toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString itemPath = QStringLiteral("%1[%2]").arg(path).arg(i);
        BASE_TRY_ASSIGN(item, parse(array.at(i).toObject(), file, itemPath));
        if (keys.contains(item.key))
            return tl::make_unexpected(
                valueError(file, itemPath + QStringLiteral(".key"), QStringLiteral("occurs twice")));
        keys.insert(item.key);
        items.append(item);
    }
    return items;
}

/// The shipped sets, read once; they are part of the program, so a broken one is a mistake in the build.
const std::map<QString, LabelSet> &shippedSets()
{
    static const std::map<QString, LabelSet> sets = [] {
        std::map<QString, LabelSet> read;
        for (const QString &id : shippedLabelSets()) {
            QFile file(QStringLiteral(":/labels/%1.json").arg(id));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("label set %s is missing from the program", qPrintable(id));
            const auto set = parseLabelSet(file.readAll(), file.fileName());
            if (!set)
                qFatal("%s", qPrintable(set.error().toLine()));
            read.emplace(id, *set);
        }
        return read;
    }();
    return sets;
}

} // namespace

bool LabelSet::hasLabel(const QString &key) const
{
    return std::any_of(labels.begin(), labels.end(), [&key](const LabelOption &label) { return label.key == key; });
}

const Dimension *LabelSet::dimension(const QString &key) const
{
    const auto found =
        std::find_if(dimensions.begin(), dimensions.end(), [&key](const Dimension &d) { return d.key == key; });
    return found == dimensions.end() ? nullptr : &*found;
}

base::Result<LabelSet> parseLabelSet(const QByteArray &json, const QString &file)
{
    QJsonParseError error;
    const QJsonDocument document = json.size() <= maxSetBytes ? QJsonDocument::fromJson(json, &error) : QJsonDocument();
    if (!document.isObject())
        return base::failIn(file, 0, QStringLiteral("labelset.json"), QStringLiteral("this is not a label set"),
                            QStringLiteral("A label set is a JSON object of at most 256 KiB"));
    const QJsonObject root = document.object();
    LabelSet set;
    set.id = root.value(QLatin1String("id")).toString();
    if (!isKey(set.id))
        return tl::make_unexpected(
            valueError(file, QStringLiteral("$.id"), QStringLiteral("is not a key of a-z, 0-9, _ and -")));
    set.title = root.value(QLatin1String("title")).toString(set.id);
    set.rules = root.value(QLatin1String("rules")).toString();
    set.source = root.value(QLatin1String("source")).toString();
    set.multiple = root.value(QLatin1String("multiple")).toBool();
    set.asksReason = root.value(QLatin1String("reason")).toBool();
    BASE_TRY_ASSIGN(labels, parseItems<LabelOption>(root, QStringLiteral("labels"), file, parseLabel));
    BASE_TRY_ASSIGN(dimensions, parseItems<Dimension>(root, QStringLiteral("dimensions"), file, parseDimension));
    if (labels.isEmpty() && dimensions.isEmpty())
        return tl::make_unexpected(
            valueError(file, QStringLiteral("$"), QStringLiteral("has neither labels nor dimensions")));
    set.labels = labels;
    set.dimensions = dimensions;
    return set;
}

QStringList shippedLabelSets()
{
    return {QStringLiteral("paper"),  QStringLiteral("artemis"), QStringLiteral("wikiart-emotions"),
            QStringLiteral("emotic"), QStringLiteral("napsbe"),  QStringLiteral("visionreward")};
}

const LabelSet *labelSet(const QString &id)
{
    const auto found = shippedSets().find(id);
    return found == shippedSets().end() ? nullptr : &found->second;
}

} // namespace study
