using Isl.Grains.Identification;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Numerics;

namespace Isl.Grains.Grains;

/// <summary>How questions about a graph are answered for which there is one method, by its grain or without it.</summary>
/// <param name="Service">Whose health its outcome counts for.</param>
/// <param name="Operation">Its name in metrics and logs.</param>
/// <param name="Run">The method.</param>
internal sealed record GraphMethod(string Service, string Operation, Func<WorkBudget, AnalysisResult> Run)
{
    /// <summary>Is an effect identifiable, and how?</summary>
    public static GraphMethod Identify(CausalGraph graph, CausalQuery query, Dataset? data) =>
        new(ServiceNames.CausalValidation, "identify", budget => IdentificationAnswer.Compute(graph, query, data, budget));

    /// <summary>Does a set of nodes separate two others?</summary>
    public static GraphMethod Separate(CausalGraph graph, SeparationQuestion question) =>
        new(ServiceNames.PathAnalysis, "separate", _ => SeparationAnswer.Compute(graph, question));

    /// <summary>A drawing.</summary>
    public static GraphMethod Draw(CausalGraph graph, DrawingQuestion question) =>
        new(ServiceNames.PathAnalysis, "draw", _ => DrawingAnswer.Compute(graph, question));

    /// <summary>The text of a graph that is held as it was kept.</summary>
    public static GraphMethod Write(ReadOnlyMemory<byte> kept, GraphDocumentQuestion question) =>
        new(ServiceNames.PathAnalysis, "write_graph", _ => GraphDocumentAnswer.Compute(GraphAnswer.Read(kept.Span), question));
}
