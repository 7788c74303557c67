// swift-tools-version: 6.2

import PackageDescription

// The import table: what each target may import, and nothing else
// (`--explicit-target-dependency-import-check error` makes it a compile error to import more).
let imports: [(target: String, mayImport: [String])] = [
    ("Linux", ["CLinux"]),
    ("JSON", []),
    ("JSONPath", ["JSON"]),
    ("HTTP1", ["Linux"]),
    ("Signatures", ["CSHA"]),
    ("Domain", []),
    ("Mappings", ["Domain", "JSON", "JSONPath", "Linux", "Signatures"]),
    ("Ledger", ["CSQLite", "Domain", "Linux"]),
    ("Intake", ["Domain", "HTTP1", "JSON", "Ledger", "Linux", "Mappings", "Signatures"]),
    ("Forwarding", ["CCurl", "Domain", "Ledger", "Linux"]),
    ("Sandbox", ["Domain", "HTTP1", "JSON", "Linux"]),
    (
        "Bridge",
        [
            "Domain", "Forwarding", "HTTP1", "Intake", "JSON", "JSONPath", "Ledger", "Linux", "Mappings", "Sandbox",
            "Signatures",
        ]
    ),
]

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // Calls between targets are inlined and specialised as those within one are.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

func dependencies(_ names: [String]) -> [Target.Dependency] {
    names.map { .target(name: $0) }
}

/// Files beside tests that are data to them.
let testData: [String: [String]] = [
    "HTTP1Tests": ["Cases"]
]

let package = Package(
    name: "funnelbridge",
    products: [.executable(name: "funnelbridge", targets: ["funnelbridge"])],
    targets: [
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CSHA"),
        // Without pkg-config, which not every machine has: both headers are where compilers look, and Debian 13's answer for
        // libcurl has flags that SwiftPM warns of. What is missing is named by the headers here.
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CCurl"),
    ]
        + imports.map { .target(name: $0.target, dependencies: dependencies($0.mayImport), swiftSettings: settings) }
        + [
            .executableTarget(name: "funnelbridge", dependencies: ["Bridge"], swiftSettings: settings)
        ]
        + imports.map {
            .testTarget(
                name: $0.target + "Tests",
                dependencies: dependencies(
                    [$0.target] + $0.mayImport.filter { !$0.hasPrefix("C") } + ["TestSupport"]
                ),
                exclude: testData[$0.target + "Tests"] ?? [],
                swiftSettings: settings
            )
        }
        + [
            // Measures; `Tests/Benchmarks/run` builds and runs it.
            .executableTarget(
                name: "Benchmarks",
                dependencies: dependencies(["HTTP1", "JSON", "JSONPath", "Mappings", "Signatures", "Linux", "Domain"]),
                path: "Tests/Benchmarks/Micro",
                swiftSettings: settings
            ),
            // What several tests' benches are made of.
            .target(
                name: "TestSupport",
                dependencies: dependencies(["FaultVFS"]),
                path: "Tests/TestSupport",
                swiftSettings: settings
            ),
            // A disk that fails as planned, for `FaultyDisk`.
            .target(
                name: "FaultVFS",
                dependencies: dependencies(["CSQLite"]),
                path: "Tests/FaultVFS",
                cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]
            ),
            .testTarget(
                name: "ArchitectureTests",
                dependencies: dependencies(["TestSupport"]),
                swiftSettings: settings
            ),
            .testTarget(
                name: "EndToEndTests",
                dependencies: dependencies(["TestSupport", "funnelbridge"]),
                exclude: ["sync-before-answer.sh", "Clients"],
                swiftSettings: settings
            ),
        ]
)
