using Isl.Grains.Interfaces.Answering;

namespace Isl.Api.Answers;

/// <summary>Feature of a request whose answer somebody on its way may want to keep.</summary>
public interface IAnswerKeeper
{
    /// <summary>Takes the answer to the request's question as JSON.</summary>
    void Keep(Answer answer);
}
