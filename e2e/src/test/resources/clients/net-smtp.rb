# A whole message with 8-bit text, as a script would write it.
require 'net/smtp'

smtp = Net::SMTP.new(ENV['SMTP_HOST'], ENV['SMTP_PORT'].to_i)
context = OpenSSL::SSL::SSLContext.new
context.set_params(ca_file: ENV['SMTP_CA'])
smtp.enable_starttls(context)
method = (ENV['SMTP_AUTH'] || 'PLAIN').downcase.to_sym
smtp.start('client.example', ENV['SMTP_USER'], ENV['SMTP_PASSWORD'], method) do |client|
  client.send_message(File.read(ENV['MAIL_MESSAGE']), ENV['MAIL_FROM'], ENV['MAIL_TO'])
end
