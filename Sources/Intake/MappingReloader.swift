package import Domain
package import Ledger
internal import Linux
package import Mappings
package import Signatures

/// Makes the next set of sources out of the running one and the folder's files as they are now.
///
/// A file that is good runs; of one that is not, or that an event which mapped would fail under, the last good version
/// goes on, over restarts too. Where there was none yet, a file that compiles says who may send, and events are kept as
/// unmapped. Section 12 of the mapping language.
package struct MappingReloader: Sendable {
    private let folder: String
    private let secrets: @Sendable (Set<SecretReference>) -> SecretValues
    private let zones = TimeZones()
    /// The edits that were turned down, by their fingerprints.
    private var rejected: [SourceName: String] = [:]
    /// Why the folder could not be listed the last time; nil when it could.
    private var trouble: MappingFolderError?

    /// How many of a source's last events a candidate is tried over.
    package static let trialLength = 100

    /// The last events of a source, newest first.
    package typealias RecentEvents = @Sendable (SourceName) throws(LedgerError) -> [StoredEvent]

    /// - Parameters:
    ///   - folder: the folder of the mapping files.
    ///   - secrets: looks references up, anew on each look.
    package init(folder: String, secrets: @escaping @Sendable (Set<SecretReference>) -> SecretValues) {
        self.folder = folder
        self.secrets = secrets
    }

    /// The set to start with: files that are as they were run, others as `look` finds them.
    ///
    /// - Parameter kept: what ran last; a source without a file is left out.
    /// - Throws: when the folder cannot be listed, or holds too much.
    package mutating func start(
        from kept: [KeptMapping],
        at now: Timestamp,
        recent: RecentEvents
    ) throws(MappingFolderError) -> [SourceName: LoadedSource] {
        let served = Set(try MappingFolder.files(in: folder).map(\.source))
        var current: [SourceName: LoadedSource] = [:]
        for one in kept where served.contains(one.source) {
            // Another version of the program may not take it any more: then the file is looked at as a new one.
            guard let mapping = Mapping.compile(file: one.file, bytes: one.text, zones: zones).mapping else { continue }
            let running = running(mapping, one.text, loadedAt: one.loadedAt)
            current[one.source] = LoadedSource(name: one.source, file: one.file, running: running, broken: nil)
        }
        return look(over: current, at: now, triesAgain: true, recent: recent).sources
    }

    /// Looks at every file of the folder.
    ///
    /// - Parameters:
    ///   - current: the set that runs.
    ///   - triesAgain: whether an edit that was turned down before is tried again though it has not changed; a test's
    ///     sample may have.
    /// - Returns: the set that is to run. When the folder cannot be listed, the same one, each source with the reason.
    package mutating func look(
        over current: [SourceName: LoadedSource],
        at now: Timestamp,
        triesAgain: Bool,
        recent: RecentEvents
    ) -> MappingReload {
        let files: [MappingFile]
        do throws(MappingFolderError) {
            files = try MappingFolder.files(in: folder)
        } catch {
            return unlisted(current, error)
        }
        trouble = nil
        var sources: [SourceName: LoadedSource] = [:]
        var news: [MappingNews] = []
        for file in files {
            let old = current[file.source]
            guard let candidate = read(file) else {
                sources[file.source] = removed(old, &news)
                continue
            }
            let next: LoadedSource
            switch candidate {
            case .failure(let error):
                let reason = "\(file.path):1:1: error: the file cannot be read: \(error.reason)"
                next = broken(file, old, unproven: nil, reason, fingerprint: reason, &news)
            case .success(let candidate):
                next = source(file, candidate, old, now, triesAgain, &news, recent)
            }
            sources[file.source] = next
            tellOfSecrets(old, next, &news)
        }
        for (name, old) in current where sources[name] == nil { sources[name] = removed(old, &news) }
        return MappingReload(sources: sources, news: news, changesReport: Self.differ(current, sources))
    }

    /// The file's bytes; nil when it has gone since it was found.
    private func read(_ file: MappingFile) -> Result<MappingCandidate, SystemError>? {
        do throws(SystemError) {
            return .success(try MappingCandidate(reading: file))
        } catch {
            return Files.exists(file.path) ? .failure(error) : nil
        }
    }

    private mutating func source(
        _ file: MappingFile,
        _ candidate: MappingCandidate,
        _ old: LoadedSource?,
        _ now: Timestamp,
        _ triesAgain: Bool,
        _ news: inout [MappingNews],
        _ recent: RecentEvents
    ) -> LoadedSource {
        if let old, old.isProven, let running = old.running, running.mapping.version == candidate.version {
            if old.isRemoved {
                news.append(.runs(file.source, version: candidate.version))
            } else if old.broken != nil {
                news.append(.mended(file.source, version: candidate.version))
            }
            rejected[file.source] = nil
            return LoadedSource(name: file.source, file: file.path, running: refreshed(running), broken: nil)
        }
        if let old, let reason = old.broken, !old.isRemoved, !triesAgain,
            rejected[file.source] == candidate.fingerprint
        {
            return LoadedSource(
                name: file.source,
                file: file.path,
                running: old.running.map(refreshed),
                broken: reason,
                isProven: old.isProven
            )
        }
        do throws(MappingCandidate.Rejection) {
            let mapping = try candidate.proven(zones: zones) { () throws(LedgerError) in try recent(file.source) }
            rejected[file.source] = nil
            news.append(.runs(file.source, version: mapping.version))
            let running = running(mapping, candidate.bytes, loadedAt: now)
            return LoadedSource(name: file.source, file: file.path, running: running, broken: nil)
        } catch {
            let unproven = error.mapping.map { running($0, candidate.bytes, loadedAt: now) }
            return broken(file, old, unproven: unproven, error.reason, fingerprint: candidate.fingerprint, &news)
        }
    }

    /// The source with what is wrong with its file.
    ///
    /// It is no news when it was so at the start.
    ///
    /// - Parameter unproven: the file's mapping when it compiles; receives where none has been good yet.
    private mutating func broken(
        _ file: MappingFile,
        _ old: LoadedSource?,
        unproven: RunningMapping?,
        _ reason: String,
        fingerprint: String,
        _ news: inout [MappingNews]
    ) -> LoadedSource {
        let before = rejected.updateValue(fingerprint, forKey: file.source)
        if before != fingerprint, before != nil || old?.broken != reason {
            news.append(.broken(file.source, reason: reason))
        }
        let good = old.flatMap { $0.isProven ? $0.running : nil }
        return LoadedSource(
            name: file.source,
            file: file.path,
            running: good.map(refreshed) ?? unproven ?? old?.running.map(refreshed),
            broken: reason,
            isProven: good != nil
        )
    }

    /// The source without its file; nil when it never was one.
    private mutating func removed(_ old: LoadedSource?, _ news: inout [MappingNews]) -> LoadedSource? {
        guard let old else { return nil }
        rejected[old.name] = nil
        if !old.isRemoved { news.append(.removed(old.name)) }
        return LoadedSource(
            name: old.name,
            file: old.file,
            running: old.running.map(refreshed),
            broken: "the file was removed",
            isRemoved: true,
            isProven: old.isProven
        )
    }

    private mutating func unlisted(_ current: [SourceName: LoadedSource], _ error: MappingFolderError) -> MappingReload
    {
        // Nothing is there yet, and nothing runs: that is for whoever starts the daemon to say.
        let isNews = trouble != error && !(error.isNotFound && current.isEmpty)
        let news: [MappingNews] = isNews ? [.unlisted(reason: error.description)] : []
        trouble = error
        let sources = current.mapValues { old in
            LoadedSource(
                name: old.name,
                file: old.file,
                running: old.running.map(refreshed),
                broken: old.isRemoved ? old.broken : "the mappings cannot be read: \(error)",
                isRemoved: old.isRemoved,
                isProven: old.isProven
            )
        }
        return MappingReload(sources: sources, news: news, changesReport: Self.differ(current, sources))
    }

    /// The same mapping with its secrets looked up again.
    private func refreshed(_ old: RunningMapping) -> RunningMapping {
        running(old.mapping, old.text, loadedAt: old.loadedAt)
    }

    private func running(_ mapping: Mapping, _ text: [UInt8], loadedAt: Timestamp) -> RunningMapping {
        let secrets = secrets(mapping.verify.references)
        return RunningMapping(mapping: mapping, text: text, secrets: secrets, loadedAt: loadedAt)
    }

    private func tellOfSecrets(_ old: LoadedSource?, _ next: LoadedSource, _ news: inout [MappingNews]) {
        let problem = next.running?.secretProblem
        let before = old?.running?.secretProblem
        if problem != before { news.append(problem.map { .closed(next.name, reason: $0) } ?? .opened(next.name)) }
        let warning = next.running?.secretWarning
        guard warning != old?.running?.secretWarning else { return }
        if let warning {
            news.append(.secretUnusable(next.name, reason: warning))
        } else if problem == nil {
            news.append(.secretsUsable(next.name))
        }
    }

    private static func differ(_ old: [SourceName: LoadedSource], _ new: [SourceName: LoadedSource]) -> Bool {
        guard old.count == new.count else { return true }
        return new.values.contains { source in
            guard let before = old[source.name] else { return true }
            return before.file != source.file || before.broken != source.broken || before.isRemoved != source.isRemoved
                || before.isProven != source.isProven
                || before.running?.mapping.version != source.running?.mapping.version
                || before.running?.secretProblem != source.running?.secretProblem
                || before.running?.secretWarning != source.running?.secretWarning
        }
    }
}
