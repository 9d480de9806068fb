#pragma once

#include <QJsonObject>
#include <QStringList>

namespace cli {

/// Columns of text that a table for people may take.
inline constexpr int tableWidth = 100;

/// Stands for a number that does not exist.
inline const QString missing = QStringLiteral("-");
/// Before every line of a part.
inline const QString indent = QStringLiteral("  ");

/// With so many decimals; a count without any.
QString fixed(const QJsonValue &value, int decimals = 3);
QString whole(const QJsonValue &value);
/// A p as people read it: four digits after the point, or a power of ten.
QString pText(const QJsonValue &value);
/// "0.643 [0.388, 0.837]"
QString withInterval(const QJsonValue &value, const QJsonValue &low, const QJsonValue &high);
/// The same of a column and its PREFIXlow, PREFIXhigh.
QString withInterval(const QJsonObject &row, const QString &column, const QString &prefix = {});
/// Long names lose their middle: both ends tell scorers apart.
QString shortened(const QString &name, int width);
/// A name, "all" for null.
QString textOf(const QJsonObject &row, const QString &column, int width);
/// `text` as lines of at most `width` characters, broken at spaces, each after `indentation`.
QStringList wrapped(const QString &text, int width, const QString &indentation);

/// Lines of one part: a title, a table, notes below it.
class Part
{
public:
    Part(const QString &title, const QStringList &head);

    void row(const QStringList &cells) { m_rows.append(cells); }
    void note(const QString &text) { m_notes += wrapped(text, tableWidth, indent); }
    QStringList lines() const;

private:
    QStringList m_head;
    QList<QStringList> m_rows;
    QStringList m_lines;
    QStringList m_notes;
};

} // namespace cli
