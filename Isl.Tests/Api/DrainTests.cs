using System.Globalization;
using System.Net;
using Isl.Tests.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Isl.Tests.Api;

/// <summary>How a process with a silo of its own leaves.</summary>
[Collection(TimedTests.Name)]
public sealed class DrainTests : IDisposable
{
    private readonly IslApiFactory _api = new();
    private readonly ManualResetEventSlim _release = new();
    private readonly TaskCompletionSource _computes = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DrainTests()
    {
        _api.Faults.Fault = (_, cancellation) =>
        {
            _computes.TrySetResult();
            WaitHandle.WaitAny([_release.WaitHandle, cancellation.WaitHandle], TimeSpan.FromSeconds(60));
            cancellation.ThrowIfCancellationRequested();
        };
    }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _release.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task Stop_ReadinessGoesFirst_AndWhatIsInFlightFinishes()
    {
        _api.Settings["Drain:AnnounceSeconds"] = "4";
        using var client = Listen();
        var inFlight = _api.PostAsync(Requests.Discover, Requests.Discovery(300));
        await _computes.Task.WaitAsync(TimeSpan.FromSeconds(30), Test);

        var stopped = Stop();
        using var ready = await client.GetAsync("/health/ready", Test);
        using var live = await client.GetAsync("/health/live", Test);
        _release.Set();
        using var answer = await inFlight;
        await stopped.WaitAsync(TimeSpan.FromSeconds(30), Test);

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK),
            (ready.StatusCode, live.StatusCode, answer.StatusCode));
        Assert.False((await IslApiFactory.ReadAsync(answer)).GetProperty("degraded").GetBoolean());
    }

    [Fact]
    public async Task Stop_WhatDoesNotFinishInTime_IsHandedBackAsRetryable()
    {
        _api.Settings["ISL_DRAIN_SECONDS"] = "5";
        using var client = Listen();
        var inFlight = _api.PostAsync(Requests.Discover, Requests.Discovery(301));
        await _computes.Task.WaitAsync(TimeSpan.FromSeconds(30), Test);

        var stopped = Stop();
        using var answer = await inFlight;
        await stopped.WaitAsync(TimeSpan.FromSeconds(30), Test);

        var problem = await IslApiFactory.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("stopping", problem.GetProperty("error_code").GetString());
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.Equal(1, int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Stop_IdleWithConnectionsOpen_IsQuick()
    {
        await using var service = await ServiceProcess.StartAsync();
        await service.PostAsync(Requests.Validate, Requests.Confounded);
        using var idle = new System.Net.Sockets.TcpClient();
        await idle.ConnectAsync(IPAddress.Loopback, service.Port, Test);

        var (time, code) = await service.StopAsync();

        TestContext.Current.TestOutputHelper!.WriteLine($"Stopped in {time.TotalSeconds:0.00} s.");
        Assert.Equal(0, code);
        Assert.True(time < TimeSpan.FromSeconds(10), $"It took {time.TotalSeconds:0.0} s to stop."); // 1.6 s on a quiet machine; 21 s once
    }

    private HttpClient Listen()
    {
        _api.UseKestrel(0);
        _api.StartServer();
        return _api.CreateClient();
    }

    private Task Stop()
    {
        var lifetime = _api.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStopped.Register(() => stopped.TrySetResult());
        lifetime.StopApplication();
        return stopped.Task;
    }
}
