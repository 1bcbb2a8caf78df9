import { z } from "zod";
import { secretForm, secretIn } from "../crypto/secrets";
import { apiKey, count, flag, hot, level, list, portOrAny, secret, setting, share, text, wholeOrNone, type Setting } from "./setting";

/**
 * Every setting of the server and its workers, by its key in a configuration file. A further one is one entry: variable, schema, words, and
 * whether it is hot (may change while the server runs: read `config.key` when you need it, do not keep it) or secret.
 */
export const settings = {
  environment: setting("MFN_ENV", z.enum(["dev", "staging", "prod"]).default("dev"), "What the server is for; chooses a preset."),
  size: setting("MFN_SIZE", z.enum(["small", "medium", "large"]).default("medium"), "How large a machine it may fill; chooses a preset."),

  dataDir: setting("MFN_DATA_DIR", text.default(".mfn"), "Folder of all that the embedded defaults keep."),
  databaseUrl: setting(
    "MFN_DATABASE_URL",
    z.url({ protocol: /^postgres(ql)?$/, error: "expected postgres://user:password@host:5432/name" }).optional(),
    "PostgreSQL that several servers and workers share; unset, the embedded database.",
    secret,
  ),
  redisUrl: setting(
    "MFN_REDIS_URL",
    z.url({ protocol: /^rediss?$/, error: "expected redis://user:password@host:6379/0" }).optional(),
    "Redis in which several servers share their rate limits; unset, each counts for itself.",
    secret,
  ),

  grpcPort: setting("MFN_GRPC_PORT", portOrAny.optional(), "Port of the gRPC services, 0 for any free one; unset, there are none."),
  hostName: setting("MFN_HOST", text.default("127.0.0.1"), "Address to listen on; the default is reached from this machine only."),
  trustedProxies: setting(
    "MFN_TRUSTED_PROXIES",
    list
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: "expected addresses such as 10.0.0.1 or 10.0.0.0/8" })))
      .default([]),
    "Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.",
  ),
  tlsCert: setting("MFN_TLS_CERT", text.optional(), "Certificate chain for HTTPS: a PEM file's path, or the PEM text."),
  tlsKey: setting("MFN_TLS_KEY", text.optional(), "Private key of the certificate: a PEM file's path, or the PEM text.", secret),
  corsOrigins: setting(
    "MFN_CORS_ORIGINS",
    list
      .transform((origins) => origins.map((origin) => origin.replace(/\/$/, "")))
      .pipe(z.array(z.url({ protocol: /^https?$/, error: 'expected origins such as https://lab.example.org, separated by commas; "*" is not one' })))
      .default([]),
    "Origins of pages elsewhere that may call this server.",
    hot,
  ),
  corsThisMachine: setting("MFN_CORS_THIS_MACHINE", flag.default(true), "Whether pages of localhost may call this server.", hot),

  apiKey: setting("MFN_API_KEY", apiKey.optional(), "One API key from outside, that may read and run; beside those made here.", secret),
  apiKeys: setting("MFN_API_KEYS", list.pipe(z.array(apiKey)).default([]), "Several such API keys.", secret),

  maxCells: setting("MFN_MAX_CELLS", count.default(2 ** 24), "Cells of one run.", hot),
  maxRuns: setting(
    "MFN_MAX_RUNS",
    count.default(16),
    "Live runs open at one time. A pair of twins counts as one, and has a thread of its own beside those that runs share.",
    hot,
  ),
  maxRunsPerUser: setting("MFN_MAX_RUNS_PER_USER", count.optional(), "Live runs of one user open at one time; unset, half of MFN_MAX_RUNS.", hot),
  maxThreads: setting("MFN_MAX_THREADS", count.default(1024), "Threads of one run; more than the machine has cores are not used.", hot),
  maxSockets: setting("MFN_MAX_SOCKETS", count.default(2000), "WebSockets open at one time.", hot),
  idleMinutes: setting("MFN_IDLE_MINUTES", count.default(30), "A live run nobody has asked about for so long is closed.", hot),

  jobsAtOnce: setting("MFN_JOBS_AT_ONCE", wholeOrNone.default(2), "Jobs that this process carries out at one time; 0 leaves them to other workers."),
  jobThreads: setting("MFN_JOB_THREADS", count.optional(), "Threads of one sweep; unset, one for each core but one.", hot),
  maxQueuedJobs: setting("MFN_MAX_QUEUED_JOBS", count.default(1000), "Jobs of one user that wait or run at one time.", hot),
  checkpointSeconds: setting("MFN_CHECKPOINT_SECONDS", count.default(30), "What a run loses at most when its worker is killed.", hot),
  leaseSeconds: setting("MFN_LEASE_SECONDS", count.default(30), "A worker that has not been heard of for so long has lost its jobs to others."),
  maxStoredBytes: setting(
    "MFN_MAX_STORED_BYTES",
    count.default(10 * 2 ** 30),
    "Bytes that the jobs of one user may leave, with those from which they may go on.",
    hot,
  ),
  keepJobsDays: setting("MFN_KEEP_JOBS_DAYS", count.optional(), "Days after which an ended job is removed with what it left; unset, never.", hot),
  s3Bucket: setting(
    "MFN_S3_BUCKET",
    text.optional(),
    "Bucket of an S3-compatible store for what jobs leave; unset, the folder artefacts in MFN_DATA_DIR.",
  ),
  s3Endpoint: setting("MFN_S3_ENDPOINT", z.url({ protocol: /^https?$/ }).optional(), "Address of the store, unless it is that of AWS."),
  s3Region: setting("MFN_S3_REGION", text.default("us-east-1"), "Region of the store."),
  s3Prefix: setting(
    "MFN_S3_PREFIX",
    z
      .string()
      .regex(/^([\w.-]+\/)*$/, "expected such as mfn/")
      .default(""),
    "What names in the bucket begin with.",
  ),
  s3AccessKeyId: setting("MFN_S3_ACCESS_KEY_ID", text.optional(), "Access key; unset, what the AWS SDK finds.", secret),
  s3SecretAccessKey: setting("MFN_S3_SECRET_ACCESS_KEY", text.optional(), "Its secret.", secret),

  maxCellSteps: setting("MFN_MAX_CELL_STEPS", count.default(1e13), "Cells × steps that one request or job may ask for.", hot),
  maxWaitedCellSteps: setting(
    "MFN_MAX_WAITED_CELL_STEPS",
    count.default(5e9),
    "Cells × steps that are computed while somebody waits for the answer.",
    hot,
  ),
  callSeconds: setting("MFN_CALL_SECONDS", count.default(120), "Seconds after which a computation that somebody waits for is broken off.", hot),

  secretKey: setting(
    "MFN_SECRET_KEY",
    // Checked here too, where it is known which line of which file gave it.
    text.refine((given) => secretIn(given) !== null, secretForm).optional(),
    "32 bytes, hexadecimal or base64, that encrypt what is kept and sign manifests; unset, a file of the data folder.",
    secret,
  ),
  cryptoEnabled: setting("MFN_CRYPTO_ENABLED", flag.default(true), "Whether /api/encrypt and its neighbours answer.", hot),

  rateLimitEnabled: setting("MFN_RATE_LIMIT_ENABLED", flag.default(true), "Whether callers who ask too often are refused.", hot),
  requestsPerMinute: setting(
    "MFN_RATE_LIMIT",
    count.default(6000),
    "Requests a minute from one address to /api/v1, streams and the app's files.",
    hot,
  ),
  rateLimitRequests: setting(
    "MFN_RATE_LIMIT_REQUESTS",
    count.default(100),
    "Requests within the window to each other address that has no limit of its own.",
    hot,
  ),
  rateLimitWindow: setting("MFN_RATE_LIMIT_WINDOW", count.default(60), "Seconds of the window.", hot),
  rateLimits: setting(
    "MFN_RATE_LIMITS",
    list.pipe(z.array(z.string().regex(/^[^=\s]+=[1-9]\d*$/, "expected such as /simulate=50,/nernst=200"))).default([]),
    "Limits of single buckets within the window, such as /simulate=50.",
    hot,
  ),

  logLevel: setting("MFN_LOG_LEVEL", level.default("info"), "Least level that is logged.", hot),
  logFormat: setting("MFN_LOG_FORMAT", z.enum(["json", "text"]).default("text"), "JSON lines for machines, or text for people."),
  metricsEnabled: setting("MFN_METRICS_ENABLED", flag.default(true), "Whether /metrics answers.", hot),
  metricsAccess: setting(
    "MFN_METRICS_ACCESS",
    z.enum(["public", "private", "key"]).default("private"),
    "Who may read /metrics: everybody, callers from private networks, or holders of a key.",
    hot,
  ),
  otlpEndpoint: setting(
    "MFN_OTLP_ENDPOINT",
    z.url({ protocol: /^https?$/, error: "expected such as http://localhost:4318" }).optional(),
    "OpenTelemetry collector, OTLP over HTTP; unset, nothing is traced.",
  ),
  traceRatio: setting(
    "MFN_TRACE_RATIO",
    share.default(1),
    "Share of the requests that are traced; a caller's `traceparent` can leave its request out, and not bring it in.",
  ),

  publicUrl: setting(
    "MFN_PUBLIC_URL",
    z
      .url({ protocol: /^https?$/, error: "expected such as https://lab.example.org" })
      .transform((url) => url.replace(/\/$/, ""))
      .optional(),
    "Address at which people reach the server, for invitations and for a provider to come back to; https makes cookies secure.",
  ),
  oidcIssuer: setting(
    "MFN_OIDC_ISSUER",
    z.url({ protocol: /^https?$/ }).optional(),
    "OpenID Connect provider that people may sign in with; unset, with passwords alone.",
  ),
  oidcClientId: setting("MFN_OIDC_CLIENT_ID", text.optional(), "What the provider knows this server as."),
  oidcClientSecret: setting("MFN_OIDC_CLIENT_SECRET", text.optional(), "How this server proves it to the provider.", secret),
  oidcTitle: setting("MFN_OIDC_TITLE", text.default("single sign-on"), "The provider's name for people."),
  oidcDomains: setting("MFN_OIDC_DOMAINS", list.default([]), "Domains of e-mail addresses that may come through the provider without an invitation."),
  oidcTrustEmail: setting(
    "MFN_OIDC_TRUST_EMAIL",
    flag.default(false),
    "Whether e-mail addresses are believed of which the provider does not say whether they are verified; for a provider of your own organisation alone.",
  ),
  oidcRole: setting("MFN_OIDC_ROLE", z.enum(["viewer", "researcher", "admin"]).default("researcher"), "Role of those who come so."),
  oidcRoleClaim: setting("MFN_OIDC_ROLE_CLAIM", text.default("groups"), "Claim of the provider that decides about roles."),
  oidcRoles: setting(
    "MFN_OIDC_ROLES",
    list.pipe(z.array(z.string().regex(/^[^=]+=(viewer|researcher|admin)$/, "expected such as lab-admins=admin"))).default([]),
    "Roles by value of that claim, such as lab-admins=admin; the highest that fits is taken at each sign-in, and taken back when none fits.",
  ),
} satisfies Record<string, Setting>;

export type SettingKey = keyof typeof settings;

type Shape = { [K in SettingKey]: (typeof settings)[K]["schema"] };

/** The one schema of all settings. */
export const schema = z.strictObject(Object.fromEntries(Object.entries(settings).map(([key, { schema: one }]) => [key, one])) as unknown as Shape);

/** The settings in force. */
export type ServerConfig = z.output<typeof schema>;

/** As files, variables and presets may give them. */
export type GivenConfig = z.input<typeof schema>;

export const settingKeys = Object.keys(settings) as SettingKey[];

const keys = new Map(settingKeys.map((key) => [settings[key].variable, key]));

/** The setting that a variable gives. */
export const keyOfVariable = (variable: string): SettingKey | undefined => keys.get(variable as `MFN_${string}`);
