-- Finished quizzes for wrk: a sample of the shipped mapping for involve.me, each with a participant, an address and a time of its own.
-- Arguments: the sample, and a number that makes the participants of one run differ from those of another.
local before, between, afterwards, after
local seed, sequence = 0, 0

local function replaced(body, name)
  local first, last = body:find('"' .. name .. '"%s*:%s*"')
  assert(first, "the sample has no " .. name)
  local quote = body:find('"', last + 1, true)
  return body:sub(1, last), body:sub(quote)
end

function init(arguments)
  local file = assert(io.open(arguments[1]))
  -- As senders write it: without the blanks between the lines.
  local body = file:read("*a"):gsub("\n%s*", "")
  file:close()
  seed = tonumber(arguments[2])
  local rest
  before, rest = replaced(body, "participant_id")
  between, rest = replaced(rest, "finished_at")
  -- Actions of one person go out one after another.
  afterwards, after = replaced(rest, "email")
end

function request()
  sequence = sequence + 1
  local participant = string.format("%016x%016x", seed, sequence)
  local finished = os.date("!%Y-%m-%d %H:%M:%S")
  local body = before .. participant .. between .. finished .. afterwards .. participant .. "@example.com" .. after
  return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'FIGURES {"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"errors":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
