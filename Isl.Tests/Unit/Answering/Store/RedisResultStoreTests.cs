using System.Diagnostics;
using System.Text;
using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Isl.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Isl.Tests.Unit.Answering.Store;

/// <summary>The tier behind memory, against a real Redis.</summary>
[Collection(TimedTests.Name)]
public sealed class RedisResultStoreTests
{
    [Fact]
    public async Task Find_WhatWasKept_SameBytesWithTheTimeItHasLeft()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        var store = NewStore(redis, "isl");

        await store.Keep(Id(1), "body"u8.ToArray(), TimeSpan.FromSeconds(100));
        var found = await store.Find(Id(1));

        Assert.Equal("body", Encoding.UTF8.GetString(found!.Value.Body.Span));
        Assert.InRange(found.Value.TimeLeft.TotalSeconds, 95, 100);
        Assert.Null(await store.Find(Id(2)));
        Assert.Equal("up", store.State);
    }

    [Fact]
    public async Task Clear_ManyKeys_AreGoneWhenItReturns_AndAnotherServicesAreNot()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        // Names that would match one another if they were read as patterns.
        var (store, other) = (NewStore(redis, "is*"), NewStore(redis, "isl"));
        for (var i = 0; i < 1200; i++)
        {
            await store.Keep(Id(i), "body"u8.ToArray(), TimeSpan.FromSeconds(100));
        }

        await other.Keep(Id(1), "other"u8.ToArray(), TimeSpan.FromSeconds(100));

        Assert.Equal(1200, await store.Clear());
        Assert.Null(await store.Find(Id(7)));
        Assert.NotNull(await other.Find(Id(1)));
    }

    [Fact]
    public async Task SilentRedis_CostsOneCallItsPatience_ThenNothing_UntilItAnswersAgain()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        var store = NewStore(redis, "isl");
        await store.Keep(Id(1), "body"u8.ToArray(), TimeSpan.FromSeconds(100));
        await server.Hang();

        Assert.Null(await store.Find(Id(1)));
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 1000; i++)
        {
            Assert.Null(await store.Find(Id(1)));
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(200));
        Assert.Equal("down", store.State);
        Assert.Equal(ErrorCode.StoreUnavailable, (await Assert.ThrowsAsync<IslException>(store.Clear)).Code);
        await server.Resume();
        for (var attempt = 0; store.State == "down" && attempt < 100; attempt++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.NotNull(await store.Find(Id(1)));
    }

    private static ResultId Id(int number) => ResultId.Of(SubjectKind.Graph, new string('b', 64), number);

    private static RedisResultStore NewStore(IConnectionMultiplexer redis, string service) =>
        new(redis, service, TimeProvider.System, NullLogger<RedisResultStore>.Instance);
}
