#include "core/study/taxonomy.h"

#include <algorithm>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace study {

namespace {

bool isKey(const QString &text)
{
    return !text.isEmpty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
}

/// The entries of an array whose objects each have a key of their own.
base::Result<QList<QJsonObject>> keyedObjects(const QJsonValue &value, const QString &path, const QString &file)
{
    const auto wrong = [&file](const QString &at, const QString &what) {
        return base::failIn(file, 0, QStringLiteral("taxonomy.value"), QStringLiteral("%1 %2").arg(at, what));
    };
    if (!value.isArray() || value.toArray().isEmpty())
        return wrong(path, QStringLiteral("is not a list with entries"));
    QList<QJsonObject> objects;
    QSet<QString> keys;
    const QJsonArray entries = value.toArray();
    for (const QJsonValue &entry : entries) {
        const QString at = QStringLiteral("%1[%2].key").arg(path).arg(objects.size());
        const QJsonObject object = entry.toObject();
        const QString key = object.value(QLatin1String("key")).toString();
        if (!isKey(key))
            return wrong(at, QStringLiteral("is not a key of a-z, 0-9 and _"));
        if (keys.contains(key))
            return wrong(at, QStringLiteral("occurs twice"));
        keys.insert(key);
        objects.append(object);
    }
    return objects;
}

QString titleOf(const QJsonObject &object)
{
    return object.value(QLatin1String("title")).toString(object.value(QLatin1String("key")).toString());
}

} // namespace

QStringList Taxonomy::labels() const
{
    QStringList labels;
    for (const TaxonomyClass &group : classes)
        for (const TaxonomyKind &kind : group.kinds)
            labels.append(group.key + u'.' + kind.key);
    return labels;
}

const TaxonomyKind *Taxonomy::kind(const QString &label) const
{
    for (const TaxonomyClass &group : classes)
        for (const TaxonomyKind &kind : group.kinds)
            if (label == group.key + u'.' + kind.key)
                return &kind;
    return nullptr;
}

base::Result<Taxonomy> parseTaxonomy(const QByteArray &json, const QString &file)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return base::failIn(file, 0, QStringLiteral("taxonomy.json"), QStringLiteral("this is not a taxonomy"),
                            QStringLiteral("A taxonomy is a JSON object with classes and their kinds"));
    const QJsonObject root = document.object();
    Taxonomy taxonomy{root.value(QLatin1String("title")).toString(), {}};
    BASE_TRY_ASSIGN(classes, keyedObjects(root.value(QLatin1String("classes")), QStringLiteral("$.classes"), file));
    for (const QJsonObject &object : classes) {
        TaxonomyClass group{object.value(QLatin1String("key")).toString(), titleOf(object), {}};
        const QString path = QStringLiteral("$.classes[%1].kinds").arg(taxonomy.classes.size());
        BASE_TRY_ASSIGN(kinds, keyedObjects(object.value(QLatin1String("kinds")), path, file));
        for (const QJsonObject &kind : kinds)
            group.kinds.append({kind.value(QLatin1String("key")).toString(), titleOf(kind),
                                kind.value(QLatin1String("description")).toString()});
        taxonomy.classes.append(group);
    }
    return taxonomy;
}

const Taxonomy &shippedTaxonomy()
{
    static const Taxonomy taxonomy = [] {
        QFile file(QStringLiteral(":/taxonomies/wide-spectrum.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the taxonomy is missing from the program");
        const auto read = parseTaxonomy(file.readAll(), file.fileName());
        if (!read)
            qFatal("%s", qPrintable(read.error().toLine()));
        return *read;
    }();
    return taxonomy;
}

} // namespace study
