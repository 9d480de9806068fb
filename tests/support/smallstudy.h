#pragma once

#include <memory>

#include <QStringList>

#include "core/storage/database.h"
#include "core/study/picture.h"
#include "core/study/prompt.h"

namespace support {

/// What a SmallStudy holds.
struct SmallStudyPlan
{
    int groups = 4;
    QStringList generators{QStringLiteral("Zebra"), QStringLiteral("Yak"), QStringLiteral("Xerus")};
    QStringList variants{QStringLiteral("original")};
    bool backwards = false;       ///< rows are added in the opposite order: other row numbers, same content
    bool withPhotographs = false; ///< one per group: the distorted picture of no generator, with a clean counterpart
    int side = 24;                ///< pixels
};

/// A real study file with real pictures, made through the repositories. Every picture has its own colour. A
/// failure to make it ends the test program.
class SmallStudy
{
public:
    /// Makes `folder`/small.dissensus and `folder`/pictures/GENERATOR-KEY-VARIANT.png.
    explicit SmallStudy(const QString &folder, const SmallStudyPlan &plan = {});

    QString path() const { return m_path; }
    storage::Database &database() { return *m_database; }
    /// Puts a protocol file in force.
    void setProtocol(const QByteArray &json);
    /// Adds the pictures of one more prompt group.
    void addGroup(int number);
    /// Absolute path of a picture's file.
    QString pictureFile(int group, const QString &generator, const QString &variant) const;

private:
    void addPicture(int group, const QString &generator, const QString &variant, const study::Prompt &prompt,
                    study::PictureKind kind);

    QString m_folder;
    QString m_path;
    SmallStudyPlan m_plan;
    std::unique_ptr<storage::Database> m_database;
};

} // namespace support
