require 'mail'

mail = Mail.new(charset: 'UTF-8')
mail.from = ENV['MAIL_FROM']
mail.to = ENV['MAIL_TO']
mail.subject = ENV['MAIL_SUBJECT'].dup.force_encoding('UTF-8')
mail.text_part = Mail::Part.new(content_type: 'text/plain; charset=UTF-8', body: File.read(ENV['MAIL_TEXT'], encoding: 'UTF-8'))
mail.attachments['data.bin'] = {mime_type: 'application/octet-stream', content: File.binread(ENV['MAIL_FILE'])}
mail.delivery_method(
  :smtp,
  address: ENV['SMTP_HOST'], port: ENV['SMTP_PORT'].to_i, enable_starttls: true, ca_file: ENV['SMTP_CA'],
  authentication: (ENV['SMTP_AUTH'] || 'PLAIN').downcase, user_name: ENV['SMTP_USER'], password: ENV['SMTP_PASSWORD'])
mail.deliver!
