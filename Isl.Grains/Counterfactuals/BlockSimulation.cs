using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Counterfactuals;

/// <summary>A stream of draws for an input of a program.</summary>
internal record InputStream(Distribution Distribution, CounterRandom Random)
{
    /// <summary>Fills a block with draws.</summary>
    /// <param name="chunk">Index of the chunk.</param>
    /// <param name="at">Index of the first draw in the chunk.</param>
    /// <param name="destination">Overwritten.</param>
    public virtual void Draw(uint chunk, int at, Span<double> destination)
    {
        Random.Uniforms(chunk, (uint)at, destination);
        Distribution.Transform(destination);
    }
}

/// <summary>Draws that were found before: each stands once, those behind the last have no weight.</summary>
/// <param name="Distribution">Distribution of the input.</param>
/// <param name="Random">Its stream, which is not drawn from.</param>
/// <param name="Values">The draws; null for the stream of the logarithms of their weights.</param>
/// <param name="Count">How many they are.</param>
internal sealed record FoundStream(Distribution Distribution, CounterRandom Random, double[]? Values, int Count) : InputStream(Distribution, Random)
{
    /// <inheritdoc/>
    public override void Draw(uint chunk, int at, Span<double> destination)
    {
        // The pilot's chunk lies behind all others; it looks at draws that count.
        var first = chunk == PilotRun.PilotChunk ? at : ((long)chunk * BlockSimulation.ChunkSize) + at;
        for (var i = 0; i < destination.Length; i++)
        {
            var draw = first + i;
            destination[i] = Values is not null ? Values[draw % Count]
                : draw < Count || chunk == PilotRun.PilotChunk ? 0
                : double.NegativeInfinity;
        }
    }
}

/// <summary>Runs a program over the draws of chunks and adds up what comes out. Safe for many threads once it has learnt its centres.</summary>
/// <param name="program">The program.</param>
/// <param name="weighted">Whether its output 0 is the logarithm of the weight.</param>
/// <param name="streams">Draws of each input.</param>
/// <param name="collect">For each output (without the weight), how many draws to keep.</param>
/// <param name="ranked">The first outputs, which compete for the largest value in each draw.</param>
internal sealed class BlockSimulation(
    BlockProgram program,
    bool weighted,
    ImmutableArray<InputStream> streams,
    ImmutableArray<long> collect,
    ImmutableArray<int> ranked)
{
    /// <summary>Draws of a chunk.</summary>
    public const int ChunkSize = 1 << 16;

    private PilotFindings _findings = PilotFindings.None(collect.Length);

    /// <summary>The program.</summary>
    public BlockProgram Program => program;

    /// <summary>Draws of each input.</summary>
    public ImmutableArray<InputStream> Streams => streams;

    /// <summary>Number of outputs.</summary>
    public int Outputs => collect.Length;

    /// <summary>Whether draws have weights.</summary>
    public bool Weighted => weighted;

    /// <summary>Outputs of the program before the first that is counted: the weight, where there is one.</summary>
    public int Offset => weighted ? 1 : 0;

    /// <summary>How many draws of an output are kept.</summary>
    public ImmutableArray<long> Collect => collect;

    /// <summary>Outputs that compete for the largest value in each draw.</summary>
    public ImmutableArray<int> Ranked => ranked;

    /// <summary>What the pilot's draws taught.</summary>
    public PilotFindings Findings => _findings;

    /// <summary>The centre that an output's sums are about.</summary>
    public double Centre(int output) => _findings.Centres[output];

    /// <summary>The scale of an output's sums.</summary>
    public double Scale(int output) => _findings.Scales[output];

    /// <summary>Builds the tables of what is drawn, and learns centres, scales and the size of the weights from draws of their own.</summary>
    /// <param name="cancellation">Stops it.</param>
    public BlockSimulation Pilot(CancellationToken cancellation)
    {
        foreach (var step in program.Instructions.Where(step => step.Kind == InstructionKind.Draw))
        {
            streams[step.A].Distribution.Prepare(cancellation);
        }

        _findings = PilotRun.Explore(this, cancellation);
        return this;
    }

    /// <summary>The same simulation that keeps no draw; it learns its centres anew.</summary>
    public BlockSimulation KeepingNothing() =>
        new BlockSimulation(program, weighted, streams, [.. collect.Select(_ => 0L)], ranked).Pilot(CancellationToken.None);

    /// <summary>Makes the draws of a chunk.</summary>
    /// <param name="chunk">Its index.</param>
    /// <param name="samples">Draws of all chunks.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public ChunkResult Simulate(int chunk, long samples, CancellationToken cancellation)
    {
        var first = (long)chunk * ChunkSize;
        var draws = Math.Min(ChunkSize, samples - first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws, nameof(chunk));
        using var run = new ChunkRun(this, chunk, (int)draws, samples);
        return run.Simulate(cancellation);
    }
}
