-- For wrk: an event of its own with each request.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local number = 0

function request()
    number = number + 1
    return wrk.format(nil, nil, nil, '{"email":"' .. number .. '@wrk.example"}')
end
