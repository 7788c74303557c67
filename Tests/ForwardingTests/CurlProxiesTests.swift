import Testing

@testable import Forwarding

@Suite struct CurlProxiesTests {
    @Test(arguments: [
        "http_proxy=http://a", "HTTPS_PROXY=http://a", "ALL_PROXY=", "no_proxy=b", "Http_Proxy=a", "_proxy=a",
    ])
    func `a variable that libcurl may ask for is seen`(_ variable: String) {
        #expect(CurlProxies.endsNameInProxy(variable))
    }

    @Test(arguments: ["PATH=/a_proxy", "PROXY=a", "http_proxy_port=1", "A=http_proxy", "=", ""])
    func `no other is`(_ variable: String) {
        #expect(!CurlProxies.endsNameInProxy(variable))
    }

    @Test(arguments: [
        ["http_proxy": "http://proxy.example:3128"], ["http_proxy": "proxy.example"],
        ["all_proxy": "socks5h://10.0.0.1:1080/"],
        ["ALL_PROXY": "http://127.0.0.1@proxy.example"], ["http_proxy": "http://user:p@ss@proxy.example"],
        ["http_proxy": "//"],
    ])
    func `a proxy elsewhere leads plain requests away`(_ variables: [String: String]) {
        #expect(CurlProxies.leadPlainRequestsAway { variables[$0] })
    }

    @Test(arguments: [
        [:], ["http_proxy": "http://127.0.0.1:3128"], ["all_proxy": "socks5://user:secret@[::1]:1080"],
        ["http_proxy": "localhost"],
        ["http_proxy": "", "ALL_PROXY": "http://proxy.example"],
        ["https_proxy": "proxy.example", "HTTP_PROXY": "proxy.example"],
    ])
    func `one on this machine, or for other requests, does not`(_ variables: [String: String]) {
        #expect(!CurlProxies.leadPlainRequestsAway { variables[$0] })
    }
}
