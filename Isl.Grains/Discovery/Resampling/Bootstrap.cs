using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Resampling;

/// <summary>Fits chunks of bootstrap resamples; pure, so that any worker gives the same counts.</summary>
internal static class Bootstrap
{
    /// <summary>The covariance matrices of a chunk's resamples, one behind the other as little-endian doubles. O(count·n·d²).</summary>
    public static byte[] Covariances(Dataset data, DatasetMoments moments, long seed, int first, int count, CancellationToken cancellation)
    {
        var size = data.Columns * data.Columns;
        var all = new byte[count * size * sizeof(double)];
        var matrices = MemoryMarshal.Cast<byte, double>(all.AsSpan());
        for (var i = 0; i < count; i++)
        {
            var resample = DatasetMoments.Resampled(data, BootstrapRows.Counts(seed, first + i, data.Rows), moments, cancellation);
            resample.Covariance.CopyTo(matrices[(i * size)..]);
        }

        return all;
    }

    /// <summary>Fits the resamples of a chunk, in order, until the budget is spent.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="data">The data; null where the chunk brings the moments.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    public static ResampleCounts Run(ResampleChunk chunk, Dataset? data, WorkBudget budget)
    {
        var d = chunk.Variables.Length;
        var constraints = PriorConstraints.Resolve(chunk.Question.Prior, chunk.Variables);
        var factors = Factors(chunk.Question, chunk.Variables, constraints);
        var moments = data is null ? null : DatasetMoments.Of(data, budget.Cancellation);
        var tally = new ResampleTally(d);
        var method = SearchTable.Of(chunk.Question.Algorithm);
        for (var i = 0; i < chunk.Count && !budget.IsSpent; i++)
        {
            var input = data is null
                ? new SearchInput(chunk.Variables, DatasetMoments.FromCovariance(chunk.Rows, Matrix(chunk.Covariances, i, d)), null)
                : Resample(data, moments!, chunk.Seed, chunk.First + i, budget.Cancellation);
            if (input.Moments.HasConstantColumn)
            {
                tally.Skip();
                continue;
            }

            try
            {
                var estimate = method.Run(input, chunk.Question, constraints, factors, budget);
                if (estimate.Stop != StopReason.BudgetSpent)
                {
                    tally.Add(estimate);
                }
            }
            catch (IslException e) when (e.Code == ErrorCode.NumericalFailure)
            {
                tally.Skip();
            }
        }

        return tally.ToCounts();
    }

    /// <summary>The factors that a question's sentences put on each edge's evidence; null without sentences.</summary>
    public static double[]? Factors(DiscoveryQuestion question, ImmutableArray<string> variables, EdgeConstraints constraints)
    {
        if (question.Knowledge is not { } knowledge)
        {
            return null;
        }

        var reading = KnowledgeReader.Read(knowledge.Text, variables);
        KnowledgeResolution.Resolve(reading, constraints, KnowledgeResolution.TextPath);
        return EvidenceFactors.Of(variables.Length, reading, knowledge.DataWeight);
    }

    private static SearchInput Resample(Dataset data, DatasetMoments moments, long seed, int number, CancellationToken cancellation)
    {
        var counts = BootstrapRows.Counts(seed, number, data.Rows);
        return new SearchInput(data.Variables, DatasetMoments.Resampled(data, counts, moments, cancellation), BootstrapRows.Take(data, counts));
    }

    private static double[] Matrix(ReadOnlyMemory<byte> covariances, int at, int d) =>
        MemoryMarshal.Cast<byte, double>(covariances.Span).Slice(at * d * d, d * d).ToArray();
}
