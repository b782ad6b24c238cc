using System.Diagnostics;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

/// <summary>Simulations that fail, are late or are left.</summary>
[Collection(TimedTests.Name)]
public sealed class ModelResilienceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly IslApiFactory _api = new();

    public ModelResilienceTests() => _api.Settings["Resilience:HealthMinOutcomes"] = "1"; // single failures are to show

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task FailingSimulations_AreAnsweredByFewerDraws_AndOpenTheCircuit()
    {
        _api.Faults.Fault = (operation, _) => throw new InvalidOperationException("injected into " + operation);
        string[] bodies =
        [
            Ask(Revenue, """{"Price": 1}"""),
            Compare(Chain, """{"id": "a", "intervention": {"X": 1}}, {"id": "b", "intervention": {"X": 2}}"""),
            Conform(Rows(30)),
        ];
        foreach (var (path, body) in new[] { Counterfactual, Batch, Intervals }.Zip(bodies))
        {
            var answer = await _api.AskAsync(path, body);

            Assert.True(answer.GetProperty("degraded").GetBoolean());
            Assert.Equal(1000, answer.GetProperty("samples").GetInt32());
            Assert.Contains("internal error", answer.GetProperty("degraded_reason").GetString(), StringComparison.Ordinal);
            Assert.Contains("Fewer draws", answer.GetProperty("explanation").GetProperty("caveats")[0].GetString(), StringComparison.Ordinal);
        }

        Assert.Equal("OPEN", await CircuitAsync());
        var tried = _api.Faults.Computations;
        var refused = await _api.AskAsync(Counterfactual, Ask(Revenue, """{"Price": 2}"""));
        Assert.Equal(tried, _api.Faults.Computations);
        Assert.Contains("monte_carlo", refused.GetProperty("degraded_reason").GetString(), StringComparison.Ordinal);
        var services = (await _api.GetAsync("/health/services")).GetProperty("services");
        Assert.NotEqual("HEALTHY", services.GetProperty("counterfactual").GetProperty("status").GetString());
        Assert.NotEqual("HEALTHY", services.GetProperty("conformal_prediction").GetProperty("status").GetString());
    }

    [Fact]
    public async Task ConformalInterval_WithFewerDraws_KeepsItsGuarantee()
    {
        _api.Faults.Fault = (_, _) => throw new InvalidOperationException("injected");

        var answer = await _api.AskAsync(Intervals, Conform(Rows(30)));

        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.True(answer.GetProperty("coverage_guarantee").GetProperty("guaranteed").GetBoolean());
    }

    [Fact]
    public async Task SimulationThatNeverEnds_IsAnsweredByFewerDrawsWithinTheDeadline()
    {
        _api.Settings["REQUEST_TIMEOUT_SECONDS"] = "0.5";
        _api.Faults.Fault = (_, cancellation) => cancellation.WaitHandle.WaitOne(Patience);

        var answer = await _api.AskAsync(Counterfactual, Ask(Revenue, """{"Price": 1}"""));

        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Contains("did not finish", answer.GetProperty("degraded_reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargeSimulationOnASlowMachine_AnswersWithTheDrawsThereWasTimeFor()
    {
        _api.Settings["REQUEST_TIMEOUT_SECONDS"] = "6";
        _api.Settings["ISL_COMPUTE_SLOTS"] = "2";
        _api.Faults.Fault = (operation, cancellation) =>
        {
            if (operation == "simulate_chunks")
            {
                cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.4));
            }
        };

        var answer = await _api.AskAsync(Counterfactual, Ask(Revenue, """{"Price": 45}""", "\"samples\": 4000000, \"seed\": 1"));

        var samples = answer.GetProperty("samples").GetInt32();
        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.InRange(samples, 65_536, 3_999_999);
        Assert.Equal(112.5, answer.GetProperty("prediction").GetProperty("point_estimate").GetDouble(), 0.8);
        Assert.Equal(
            50 / Math.Sqrt(samples),
            answer.GetProperty("prediction").GetProperty("standard_error").GetDouble(),
            0.1 * 50 / Math.Sqrt(samples));
        Assert.Contains("4,000,000", answer.GetProperty("degraded_reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargeSimulation_WhoseCallerLeaves_StopsItsWorkers()
    {
        using var started = new SemaphoreSlim(0);
        var stopped = 0;
        _api.Faults.Fault = (operation, cancellation) =>
        {
            if (operation == "simulate_chunks")
            {
                started.Release();
                cancellation.WaitHandle.WaitOne(Patience);
                Interlocked.Increment(ref stopped);
                cancellation.ThrowIfCancellationRequested();
            }
        };
        using var caller = new CancellationTokenSource();

        var request = _api.PostAsync(Counterfactual, Ask(Revenue, """{"Price": 45}""", "\"samples\": 5000000"), caller.Token);
        Assert.True(await started.WaitAsync(Patience, TestContext.Current.CancellationToken));
        var left = Stopwatch.GetTimestamp();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        while (Volatile.Read(ref stopped) == 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(left) < TimeSpan.FromSeconds(5), "The workers went on.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal("CLOSED", await CircuitAsync());
    }

    private async Task<string?> CircuitAsync() =>
        (await _api.GetAsync("/health/circuit-breakers")).GetProperty("circuit_breakers").GetProperty("monte_carlo").GetProperty("state").GetString();
}
