import Testing

@testable import Bridge

struct SettingTests {
    static let names: [(key: String, variable: String, flag: String)] = [
        ("listen", "FUNNELBRIDGE_LISTEN", "listen"),
        ("log.level", "FUNNELBRIDGE_LOG_LEVEL", "log-level"),
        ("limits.headerTimeout", "FUNNELBRIDGE_LIMITS_HEADER_TIMEOUT", "limits-headerTimeout"),
        ("delivery.retry.giveUpAfter", "FUNNELBRIDGE_DELIVERY_RETRY_GIVE_UP_AFTER", "delivery-retry-giveUpAfter"),
        ("trustedProxies", "FUNNELBRIDGE_TRUSTED_PROXIES", "trustedProxies"),
    ]

    @Test(arguments: names)
    func `a setting's variable is its key in upper case`(key: String, variable: String, flag: String) throws {
        let setting = try #require(Setting.all.first { $0.key == key })
        #expect(setting.variable == variable)
        #expect(setting.flag == flag)
    }

    @Test func `no two settings share a key, a variable or a flag`() {
        for names in [Setting.all.map(\.key), Setting.all.map(\.variable), Setting.all.map(\.flag)] {
            #expect(Set(names).count == names.count)
        }
    }

    @Test(arguments: Setting.all.map(\.key))
    func `a setting refuses what it cannot be, and an empty text`(key: String) throws {
        let setting = try #require(Setting.all.first { $0.key == key })
        var configuration = Configuration()
        #expect(!setting.apply(&configuration, [""]))
        #expect(!setting.expected.isEmpty)
    }

    @Test(arguments: [
        "delivery.timeout", "delivery.retry.max", "limits.headerTimeout", "limits.bodyTimeout", "limits.idleTimeout",
        "retention.bodies",
    ])
    func `a time is a hundred years at most, so that it can be added to any moment`(key: String) throws {
        let setting = try #require(Setting.all.first { $0.key == key })
        var configuration = Configuration()
        #expect(setting.apply(&configuration, ["36500d"]))
        #expect(!setting.apply(&configuration, ["876001h"]))
        #expect(!setting.apply(&configuration, ["106751991d"]))
    }
}
