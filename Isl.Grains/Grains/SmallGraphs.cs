using Isl.Grains.Answering;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about small graphs where they are asked, without their grains.</summary>
/// <remarks>
/// For a process whose only silo is its own: activating a grain for a new graph costs more than the answer. It is held, kept, counted and measured
/// where the grain would have it, so that whoever asks the grain finds it.
/// </remarks>
/// <param name="services">What the grains of the silo share.</param>
public sealed class SmallGraphs(AnswerServices services)
{
    private const int MostNodes = 10;
    private const int MostEdges = 16;

    /// <summary>So small that everything about it is known in a fraction of a millisecond, whatever its shape.</summary>
    public static bool Has(CausalGraph graph) => graph.Nodes.Length <= MostNodes && graph.Edges.Length + graph.Bidirected.Length <= MostEdges;

    /// <summary>Is an effect identifiable, and how? Null where it broke down: its grain says so.</summary>
    public Task<Answer?> Identify(CausalGraph graph, CausalQuery query, CancellationToken cancellationToken) =>
        Ask(graph, query, GraphMethod.Identify(graph, query, data: null), cancellationToken);

    /// <summary>Does a set of nodes separate two others? Null as above.</summary>
    public Task<Answer?> Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken) =>
        Ask(graph, question, GraphMethod.Separate(graph, question), cancellationToken);

    private async Task<Answer?> Ask<TQuestion>(
        CausalGraph graph, TQuestion question, GraphMethod method, CancellationToken cancellationToken)
        where TQuestion : notnull
    {
        var hash = DagHash.Of(graph).Value;
        var answers = new SubjectAnswers(services);
        var id = ResultId.Of(SubjectKind.Graph, hash, question);
        var answer = await answers.TryAtOnce(id, method.Service, method.Operation, method.Run, cancellationToken);
        if (answer is not null)
        {
            await answers.Keep(GraphQuestion.AddressOf(hash), () => GraphAnswer.Of(graph), isSmall: true);
        }

        return answer;
    }
}
