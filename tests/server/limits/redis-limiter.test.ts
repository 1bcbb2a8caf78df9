import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { memoryLimiter } from "../../../server/limits/rate-limiter";
import { redisLimiter } from "../../../server/limits/redis-limiter";
import { sharedLimiter } from "../../../server/limits/shared-limiter";
import { startRedis, type StartedRedis } from "../../support/redis";

let redis: StartedRedis;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.close());

describe("limits in Redis", () => {
  it("are one limit for two servers, however many ask at once", async () => {
    const [one, two] = await Promise.all([redisLimiter(redis.url), redisLimiter(redis.url)]);
    const rate = { capacity: 10, refill: 0.001 };
    const taken = await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? one : two).take("a", rate)));
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(10);
    const { allowed, remaining, retryAfter } = await two.take("a", rate);
    expect([allowed, remaining]).toEqual([false, 0]);
    expect(retryAfter).toBeGreaterThan(900);
    expect(retryAfter).toBeLessThanOrEqual(1000);
    expect(await one.take("b", rate)).toEqual({ allowed: true, remaining: 9, retryAfter: 0 });
    await one.close();
    await two.close();
  });
  it("come back at their pace", async () => {
    const limiter = await redisLimiter(redis.url);
    const rate = { capacity: 1, refill: 20 };
    expect((await limiter.take("c", rate)).allowed).toBe(true);
    await vi.waitFor(async () => expect((await limiter.take("c", rate)).allowed).toBe(true), { interval: 10, timeout: 5000 });
    await limiter.close();
  });
  it("give way to the server's own when Redis dies, and come back with it", async () => {
    const said: boolean[] = [];
    const limiter = sharedLimiter({
      shared: await redisLimiter(redis.url),
      own: memoryLimiter(() => performance.now()),
      told: (shared) => void said.push(shared),
      now: () => performance.now(),
    });
    const rate = { capacity: 2, refill: 0.001 };
    expect((await limiter.take("d", rate)).allowed).toBe(true);
    await redis.kill();
    const allowed = [];
    for (let i = 0; i < 3; i++) allowed.push((await limiter.take("d", rate)).allowed);
    expect(allowed).toEqual([true, true, false]);
    await redis.restart();
    await vi.waitFor(async () => expect((await limiter.take("d", rate)).allowed).toBe(true), { interval: 100, timeout: 8000 });
    expect(said).toEqual([true, false, true]);
    await limiter.close();
  });
  it("do not keep a server from starting that cannot reach Redis", async () => {
    const limiter = await redisLimiter("redis://127.0.0.1:1");
    await expect(limiter.take("e", { capacity: 1, refill: 1 })).rejects.toThrow();
    await limiter.close();
  });
});
