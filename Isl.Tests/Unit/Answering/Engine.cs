using System.Collections.Immutable;
using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Isl.Tests.Unit.Answering;

/// <summary>The engine room without any grain: a gate, caches, circuits that are open or closed by hand.</summary>
internal sealed class Engine : IDisposable
{
    public Engine(ComputeOptions compute, TimeProvider? time = null, IResultStore? store = null, CacheOptions? cache = null)
    {
        Gate = new ComputeGate(Options.Create(compute), time ?? TimeProvider.System);
        var caching = cache ?? new CacheOptions();
        Services = new AnswerServices(
            new ResultCache(caching.MaxSize, caching.MaxBytes),
            new ResultCache(caching.MaxSize, caching.MaxBytes),
            Figures,
            store ?? new NoResultStore(),
            Gate,
            new NoWorkers(),
            Circuits,
            new HealthCounters(),
            Options.Create(caching),
            Options.Create(compute),
            Options.Create(new ResilienceOptions()),
            time ?? TimeProvider.System,
            new NoFaults(),
            NullLogger<AnswerServices>.Instance);
        Answers = new SubjectAnswers(Services);
    }

    public AnswerServices Services { get; }

    public SubjectAnswers Answers { get; }

    public ComputeGate Gate { get; }

    public CacheFigures Figures { get; } = new();

    public HandCircuits Circuits { get; } = new();

    public static ResultId Id(int number) => ResultId.Of(SubjectKind.Graph, new string('a', 64), number);

    /// <summary>An answer that says what it was made by.</summary>
    public static SeparationResult Result(string summary, Completion completion) => new()
    {
        Completion = completion,
        Separated = true,
        OpenPath = null,
        DagHash = "",
        Explanation = new Explanation(summary, "", "", [], [], 1),
    };

    /// <summary>A computation of one pure function in the slow lane.</summary>
    public static Computation Slow(string operation, Func<CancellationToken, AnalysisResult> run, params ImmutableArray<Fallback> fallbacks) =>
        Computation.Pure("service", "circuit", operation, Lane.Slow, budget => run(budget.Cancellation), fallbacks);

    public void Dispose() => Gate.Dispose();

    public sealed class HandCircuits : ICircuits
    {
        public bool IsUntroubled(string circuit) => !IsOpen;

        public bool IsOpen { get; set; }

        public List<(CallOutcome Outcome, string? Failure)> Reports { get; } = [];

        public ValueTask<CircuitPermit?> TryEnter(string circuit) => new(IsOpen ? null : CircuitPermit.Plain);

        public ValueTask Report(string circuit, CircuitPermit permit, CallOutcome outcome, string? failure = null)
        {
            lock (Reports)
            {
                Reports.Add((outcome, failure));
            }

            return default;
        }
    }

    private sealed class NoWorkers : IWorkers
    {
        public Task<T> Run<T>(WorkerKind kind, Func<Task<T>> work) => work();
    }
}
