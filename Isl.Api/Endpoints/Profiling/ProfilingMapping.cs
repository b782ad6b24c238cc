using Isl.Api.Requests;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Profiling;

namespace Isl.Api.Endpoints.Profiling;

/// <summary>A question about what stands in a table.</summary>
/// <param name="Question">The question.</param>
/// <param name="Data">The table.</param>
internal sealed record ProfileAsked(ProfileQuestion Question, Dataset Data);

/// <summary>Requests to tables and questions in their canonical form.</summary>
internal static class ProfilingMapping
{
    /// <summary>The question and the table of a request; what is wrong with them is noted and thrown.</summary>
    public static ProfileAsked Read(ProfileRequest request, Reading reading)
    {
        var table = TableReader.ReadOpen(request, reading, request.Columns, minRows: ProfileQuestion.MinRows);
        var kinds = KindsInput.Read(request.Kinds, table, reading.Errors);
        reading.Errors.ThrowIfAny();
        return new ProfileAsked(new ProfileQuestion(table!.Reading, kinds), table.Data);
    }
}
