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
}
