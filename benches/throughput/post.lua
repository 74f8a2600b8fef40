-- What wrk sends: a filled-in form with a fresh submission key in each request.
-- Arguments: the path, the rest of the form, and "gzip" or "plain".

local digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  path, rest = arguments[1], arguments[2]
  headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
  if arguments[3] == "gzip" then
    headers["Accept-Encoding"] = "gzip"
  end
  -- Each thread of each run draws keys of its own: a repeated key would store nothing.
  local source = io.open("/dev/urandom", "rb")
  local seed = 0
  for byte in source:read(6):gmatch(".") do
    seed = seed * 256 + byte:byte()
  end
  source:close()
  math.randomseed(seed)
end

function request()
  local key = { string.char(48 + math.random(0, 7)) }
  for place = 2, 26 do
    local digit = math.random(1, 32)
    key[place] = digits:sub(digit, digit)
  end
  return wrk.format("POST", path, headers, "s=" .. table.concat(key) .. "&" .. rest)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("\nmeasured %d %d %d %d %d %d\n",
    summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
